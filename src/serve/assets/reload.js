// Live reload of the preview; never part of a published site.
"use strict";
(() => {
  const { version } = document.currentScript.dataset;
  const place = `polder-scroll:${location.pathname}${location.search}`;

  // A page that was reloaded goes back to where its reader was. Images may
  // still make it longer, so once more when those are there.
  const y = sessionStorage.getItem(place);
  if (y !== null) {
    sessionStorage.removeItem(place);
    const goBack = () => scrollTo({ top: Number(y), behavior: "instant" });
    goBack();
    addEventListener("load", goBack, { once: true });
  }

  const reload = () => {
    sessionStorage.setItem(place, String(scrollY));
    location.reload();
  };

  const withStyle = () => {
    if (document.getElementById("_polder-style")) return;
    const style = document.createElement("link");
    style.id = "_polder-style";
    style.rel = "stylesheet";
    style.href = "/_polder/preview.css";
    document.head.append(style);
  };

  // From every page one step to its form at the desk.
  const { desk, edit } = document.currentScript.dataset;
  if (desk) {
    withStyle();
    const bar = document.createElement("nav");
    bar.className = "_polder-bar";
    bar.setAttribute("aria-label", desk);
    for (const [text, address] of [
      [edit, `/_polder/?page=${encodeURIComponent(location.pathname)}`],
      [desk, "/_polder/"],
    ]) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = text;
      bar.append(link);
    }
    document.body.append(bar);
  }

  let shown = "";
  const showPanel = (html) => {
    if (html === shown) return;
    shown = html;
    document.getElementById("_polder-panel")?.remove();
    if (html === "") return;
    withStyle();
    document.body.insertAdjacentHTML("afterbegin", html);
  };

  let source;
  const listen = () => {
    source?.close();
    source = new EventSource("/_polder/events");
    source.addEventListener("message", (event) => {
      const news = JSON.parse(event.data);
      if (news.version === version) showPanel(news.panel);
      else reload();
    });
  };

  // A browser opens at most six connections to one server: a tab that nobody
  // sees must not hold one. When it is seen again it hears what it missed.
  const listenWhenSeen = () => {
    if (document.visibilityState === "visible") listen();
    else source?.close();
  };
  document.addEventListener("visibilitychange", listenWhenSeen);
  addEventListener("pageshow", listenWhenSeen);
  addEventListener("pagehide", () => source?.close());
})();
