// Every page: `/` goes to the search field, and after three letters the
// field suggests pages. The search page has its own script.

const field = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-suggest]"));
const script = /** @type {HTMLScriptElement | null} */ (document.querySelector("script[data-index]"));

if (field && script) suggest(field, script.dataset.index ?? "/search-index/");

/**
 * @param {HTMLInputElement} field
 * @param {string} base
 */
function suggest(field, base) {
  const site = new URL("..", new URL(base, location.href)).pathname;
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.hidden = true;
  /** @type {Promise<any> | null} */
  let opened = null;
  let running = new AbortController();

  const open = async () => {
    const response = await fetch(`${base}manifest.json`, { cache: "no-cache" });
    const manifest = await response.json();
    const { Index } = await import(new URL(`${manifest.client}/reader.js`, new URL(base, location.href)).href);
    return new Index(base, manifest);
  };

  const close = () => {
    running.abort();
    list.hidden = true;
  };

  field.addEventListener("input", async () => {
    running.abort();
    const mine = (running = new AbortController());
    const text = field.value.trimStart();
    if (text.length < 3) return close();
    try {
      const index = await (opened ??= open());
      const { results } = await index.search(text, { limit: 5, signal: mine.signal });
      if (mine.signal.aborted) return;
      list.replaceChildren(
        ...results.map((/** @type {any} */ result) => {
          const link = document.createElement("a");
          link.href = site + result.url;
          link.textContent = result.title;
          const item = document.createElement("li");
          item.append(link);
          return item;
        }),
      );
      if (!list.parentElement) field.form?.append(list);
      list.hidden = !results.length;
    } catch {
      // Without suggestions the form still leads to the search page.
      if (!mine.signal.aborted) opened = null;
    }
  });

  addEventListener("keydown", (event) => {
    const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("a")]);
    const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const inField = document.activeElement === field;
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "")) field.focus();
    else if (event.key === "ArrowDown" && !list.hidden && (inField || at >= 0)) links[at + 1]?.focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? field).focus();
    else if (event.key === "Escape" && !list.hidden) {
      close();
      field.focus();
    } else return;
    event.preventDefault();
  });
  addEventListener("focusout", () => setTimeout(() => field.form?.contains(document.activeElement) || close()));
}
