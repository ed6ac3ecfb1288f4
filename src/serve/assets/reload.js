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

  let shown = "";
  const showPanel = (html) => {
    if (html === shown) return;
    shown = html;
    document.getElementById("_polder-panel")?.remove();
    if (html === "") return;
    if (!document.getElementById("_polder-style")) {
      const style = document.createElement("link");
      style.id = "_polder-style";
      style.rel = "stylesheet";
      style.href = "/_polder/preview.css";
      document.head.append(style);
    }
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
