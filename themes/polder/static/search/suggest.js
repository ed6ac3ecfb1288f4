// Suggestions under a search field: a combobox with a list box
// (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Its options are
// links, so that they also open in a new tab.

import { handOverFrom } from "./hand-over.js";
import { openIndex, siteOf } from "./index.js";
import { element, fill, marked } from "./results.js";

/** @typedef {import("./index.js").Answer} Answer */

const LETTERS = 3;
const MOST = 5;

/**
 * @param {HTMLScriptElement} script with the index and the texts
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list
 */
export function suggest(script, field, list) {
  const texts = script.dataset;
  const base = texts.index ?? "/search-index/";
  const site = siteOf(base);
  const told = element("p", "", { role: "status", class: "visually-hidden" });
  list.after(told);
  let running = new AbortController();
  let active = -1;
  /** @type {Answer["wanted"]} */
  let wanted = [];

  const options = () => /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll("[role=option]")]);

  function close() {
    running.abort();
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    told.textContent = "";
    choose(-1);
  }

  /** @param {number} at */
  function choose(at) {
    active = at;
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    const chosen = options()[at];
    if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
    else field.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  async function search() {
    running.abort();
    const { signal } = (running = new AbortController());
    const text = field.value.trimStart();
    const opening = openIndex(base);
    if (text.trimEnd().length < LETTERS) {
      opening.catch(() => {});
      return close();
    }
    try {
      const { index } = await opening;
      if (signal.aborted) return;
      const answer = await index.search(text, { limit: MOST, counts: false, signal });
      if (!signal.aborted) show(answer, text.trim());
    } catch {
      // The form still leads to the search page, which says what is wrong.
      if (!signal.aborted) close();
    }
  }

  /**
   * @param {Answer} answer
   * @param {string} text
   */
  function show(answer, text) {
    const { results } = answer;
    if (!results.length) return close();
    wanted = answer.wanted;
    const all = new URL(field.form?.action ?? "", location.href);
    all.search = String(new URLSearchParams({ q: text }));
    list.replaceChildren(
      ...results.map(({ url, title, titleMarks, collection }, at) =>
        option(at, site + url, [element("span", marked(title, titleMarks)), ...(collection ? [" ", element("span", collection, { class: "suggestion-about" })] : [])]),
      ),
      option(results.length, all.pathname + all.search, fill(texts.allResults, text)),
    );
    choose(-1);
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    const many = results.length === 1 ? texts.suggestedOne : fill(texts.suggested, results.length);
    if (told.textContent !== many) told.textContent = many ?? "";
  }

  field.addEventListener("input", search);
  // What is found goes with a page that is opened from here.
  handOverFrom(list, () => wanted);
  // A press on an option must not take the focus from the field.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const open = !list.hidden;
    const count = options().length;
    if (event.key === "ArrowDown" && open) choose(active + 1 < count ? active + 1 : -1);
    else if (event.key === "ArrowDown" || (event.key === "ArrowUp" && !open)) search();
    else if (event.key === "ArrowUp") choose(active < 0 ? count - 1 : active - 1);
    else if (event.key === "Escape" && open) close();
    else if (event.key === "Enter" && open && active >= 0) options()[active].click();
    else return;
    event.preventDefault();
  });
  if (field.value.trim()) search();
}

/**
 * @param {number} at
 * @param {string} address
 * @param {(string | Node)[] | string} content
 */
function option(at, address, content) {
  return element("a", content, { href: address, id: `_suggestion-${at}`, role: "option", tabindex: "-1", "aria-selected": "false" });
}
