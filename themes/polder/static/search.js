// The search page: results while typing, filters, and the address as state.
// Its hooks are the data attributes of templates/search.html.

import { twice } from "./again.js";
import { readAddress, writeAddress } from "./search/address.js";
import { openIndex, siteOf } from "./search/index.js";

/** @typedef {import("./search/index.js").Answer} Answer */
/** @typedef {import("./search/found.js").Found} Found */

const PAGE = 10;
/** A facet file above this many bytes waits until nobody types. */
const SMALL_FACETS = 8192;
/** Milliseconds: until a pause is one, until it is said that something is being done, and that it is slow. */
const PAUSE = 500;
const BUSY = 1000;
const SLOW = 5000;

const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"));
if (page) start(page);

/** @param {HTMLElement} page */
function start(page) {
  const find = (/** @type {string} */ selector) => /** @type {any} */ (page.querySelector(selector));
  const texts = page.dataset;
  const base = texts.index ?? "/search-index/";
  /** @type {HTMLInputElement} */
  const input = find("[data-search-input]");
  /** @type {HTMLElement} */
  const status = find("[data-search-status]");
  /** @type {HTMLElement} */
  const list = find("[data-search-results]");
  /** @type {HTMLSelectElement} */
  const sort = find("[data-search-sort]");
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (page.querySelectorAll("[data-facet] input"));

  /** @type {Promise<Found> | null} */
  let found = null;
  let running = new AbortController();
  let asTyped = false;
  let typing = 0;
  let late = 0;
  let shown = PAGE;

  /** The part of the page below the field. */
  function below() {
    found ??= twice((again) => import(`./search/found.js${again}`)).then(
      ({ Found }) => new Found(page, siteOf(base), { changed, asTyped: keepAsTyped }),
    );
    found.catch(() => (found = null));
    return found;
  }

  /** @returns {import("./search/address.js").Wish} */
  function wish() {
    /** @type {Record<string, string[]>} */
    const filters = {};
    for (const box of boxes) if (box.checked) (filters[box.name] ??= []).push(box.value);
    return { query: input.value, filters, sort: sort.value === "date" ? "date" : "relevance", asTyped };
  }

  function restore() {
    const wish = readAddress(location.search);
    input.value = wish.query;
    for (const box of boxes) box.checked = wish.filters[box.name]?.includes(box.value) ?? false;
    sort.value = wish.sort;
    asTyped = wish.asTyped;
    shown = history.state?.shown ?? PAGE;
  }

  /**
   * Asks the index, and says so when that takes long or fails.
   * @param {number} offset
   * @param {number} limit
   * @param {(answer: Answer, found: Found) => Promise<void> | void} show
   */
  async function ask(offset, limit, show) {
    stop();
    const { signal } = (running = new AbortController());
    const say = (/** @type {string | undefined} */ text) => status.replaceChildren(text ?? "");
    const timers = [setTimeout(say, BUSY, texts.busy), setTimeout(say, SLOW, texts.slow)];
    const done = () => timers.forEach(clearTimeout);
    signal.addEventListener("abort", done);
    status.dataset.state = "loading";
    const coming = below();
    try {
      const { index } = await openIndex(base);
      if (signal.aborted) return;
      const counts = index.manifest.facet_bytes < SMALL_FACETS;
      const { filters, sort } = wish();
      // The space after a word says that it is whole.
      const text = input.value.trimStart();
      const options = { filters, sort, offset, limit, counts, repair: !asTyped, signal };
      const [answer, found] = await Promise.all([index.search(text, options), coming]);
      if (signal.aborted) return;
      await show(answer, found);
      if (signal.aborted) return;
      status.dataset.state = "done";
      found.goOn(index, signal);
      const count = () => index.search(text, { ...options, limit: 0, counts: true }).then((answer) => signal.aborted || found.filters.count(answer.facets));
      if (!counts) late = window.setTimeout(() => count().catch(() => {}), 1000);
    } catch (error) {
      if (signal.aborted) return;
      console.error(error);
      fail();
    } finally {
      done();
    }
  }

  /** Says that it failed, with the way to try again. */
  function fail() {
    const again = document.createElement("button");
    Object.assign(again, { type: "button", className: "button", textContent: texts.again, onclick: search });
    status.dataset.state = "error";
    status.replaceChildren(texts.failed ?? "", " ", again);
  }

  function stop() {
    running.abort();
    clearTimeout(late);
  }

  async function search() {
    const query = input.value.trim();
    const tell = (/** @type {number} */ total) => Object.assign(status.dataset, { query, total });
    if (query || Object.keys(wish().filters).length) {
      return ask(0, shown, (answer, found) => {
        const explained = found.show(answer, query);
        tell(answer.total);
        return explained;
      });
    }
    stop();
    status.dataset.state = "idle";
    tell(0);
    (await found)?.show(null, "");
  }

  /** Something other than letters changed: a step in the history. */
  function changed() {
    clearTimeout(typing);
    status.ariaLive = "polite";
    shown = PAGE;
    const parameters = writeAddress(wish());
    if (parameters !== location.search) history.pushState(null, "", location.pathname + parameters);
    search();
  }

  function keepAsTyped() {
    asTyped = true;
    changed();
    input.focus();
  }

  /** One step in the history for a query, and one number read out, not one a letter. */
  function typed() {
    shown = PAGE;
    asTyped = false;
    status.ariaLive = "off";
    clearTimeout(typing);
    typing = window.setTimeout(() => {
      const known = readAddress(location.search).query !== "";
      history[known ? "replaceState" : "pushState"](null, "", location.pathname + writeAddress(wish()));
      status.ariaLive = "polite";
      status.replaceChildren(...status.childNodes);
    }, PAUSE);
    search();
  }

  function showMore() {
    const first = list.children.length;
    ask(first, PAGE, ({ results, total }, found) => {
      found.add(results, total);
      shown = list.children.length;
      history.replaceState({ ...history.state, shown }, "");
      list.children[first]?.querySelector("a")?.focus();
    });
  }

  // Who goes to the field will type: what every answer needs is there by then.
  input.addEventListener("focus", () => {
    below().catch(() => {});
    const prepare = async () => {
      const { index } = await openIndex(base);
      const small = index.manifest.facet_bytes < SMALL_FACETS;
      await Promise.all([index.prepare(), small && index.files.facets()]);
    };
    prepare().catch(() => {});
  });
  input.addEventListener("input", typed);
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
  });
  sort.addEventListener("change", changed);
  for (const box of boxes) box.addEventListener("change", changed);
  find("[data-search-more]").addEventListener("click", showMore);
  addEventListener("popstate", () => {
    clearTimeout(typing);
    restore();
    search();
  });
  addEventListener("online", () => {
    if (status.dataset.state === "error") search();
  });
  // Who comes back finds the place where they left (search/later.js).
  history.scrollRestoration = "manual";
  goWithSlash(input);
  placeFilters(find("[data-search-facets]"));

  const { scroll } = history.state ?? {};
  restore();
  search().then(() => scroll && scrollTo(0, scroll));
  openIndex(base).catch(() => {});
}

/**
 * The filters stand beside the results where there is room, else they open.
 * @param {HTMLDetailsElement | null} panel
 */
function placeFilters(panel) {
  if (!panel) return;
  const wide = matchMedia("(min-width: 60rem)");
  const place = () => (panel.open = wide.matches);
  wide.addEventListener("change", place);
  place();
  panel.hidden = false;
}

/**
 * `/` goes to the field.
 * @param {HTMLInputElement} input
 */
function goWithSlash(input) {
  addEventListener("keydown", (event) => {
    const { tagName } = /** @type {Element} */ (document.activeElement);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(tagName)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
