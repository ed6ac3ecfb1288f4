// What stands on the search page when something was found, or nothing. Loaded
// beside the first answer, for opening the page does without it.

import { twice } from "../again.js";
import { Filters } from "./filters.js";
import { button, element, fill, resultItem } from "./results.js";

/** @typedef {import("./index.js").Answer} Answer */
/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./index.js").Result} Result */
/** @typedef {{changed(): void, asTyped(): void}} Ways what a reader can do from here */

/** Milliseconds from a list to what can wait. */
const PAUSE = 100;

/** The part of the search page below the field. */
export class Found {
  /**
   * @param {HTMLElement} page with the texts
   * @param {string} site address of the site
   * @param {Ways} ways
   */
  constructor(page, site, ways) {
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (page.querySelector(selector));
    this.texts = page.dataset;
    this.site = site;
    this.ways = ways;
    this.status = find("[data-search-status]");
    this.list = find("[data-search-results]");
    this.note = find("[data-search-note]");
    this.more = find("[data-search-more]");
    this.browse = find("[data-search-browse]");
    this.sort = find(".search-sort");
    this.filters = new Filters(page, ways.changed);
    /** @type {Answer["wanted"]} */
    this.wanted = [];
    /** Results of which the excerpt has none of the words. @type {WeakMap<Element, Result>} */
    this.shallow = new WeakMap();
    walkWithArrows(find("[data-search-input]"), this.list);
  }

  /**
   * @param {Answer | null} answer null where nothing is looked for
   * @param {string} query
   */
  show(answer, query) {
    const total = answer?.total ?? 0;
    this.list.replaceChildren();
    this.add(answer?.results ?? [], total);
    this.list.hidden = this.sort.hidden = !total;
    this.browse.hidden = total > 0;
    // No facets in an answer: their counts follow.
    if (!answer || answer.facets.length) this.filters.count(answer && answer.facets);
    this.filters.show();
    this.wanted = answer?.wanted ?? [];
    if (!answer) this.status.replaceChildren();
    return this.explain(answer, query);
  }

  /**
   * What was understood of a query, where that is not what was asked.
   * @param {Answer | null} answer
   * @param {string} query
   */
  async explain(answer, query) {
    this.note.replaceChildren();
    if (!answer) return;
    const { total, leftOut, corrected, partial } = answer;
    if (partial && total) this.note.append(element("p", this.texts.partial));
    if (total && !corrected.length && !leftOut.length) return;
    const ways = { narrowed: this.filters.boxes.some((box) => box.checked), asTyped: this.ways.asTyped, widen: () => this.filters.clear() };
    const { explain } = await twice((again) => import(`./explain.js${again}`));
    if (this.wanted === answer.wanted) this.note.prepend(...explain(answer, query, this.texts, ways, { button, element, fill }));
  }

  /**
   * Adds results at the end of the list, and says how many there are in all.
   * @param {Result[]} results
   * @param {number} total
   */
  add(results, total) {
    for (const result of results) {
      const item = resultItem(result, this.site, this.texts);
      if (result.excerpt && !result.marks.length) this.shallow.set(item, result);
      this.list.append(item);
    }
    this.more.hidden = this.list.children.length >= total;
    const number = total === 1 ? this.texts.one : fill(this.texts.many, total);
    if (this.status.textContent !== number) this.status.replaceChildren(number ?? "");
  }

  /**
   * What can wait until the list stands (later.js).
   * @param {Index} index
   * @param {AbortSignal} signal
   */
  goOn(index, signal) {
    const load = () => twice((again) => import(`./later.js${again}`)).then(({ later }) => later(this, index, signal));
    setTimeout(() => signal.aborted || load().catch(() => {}), PAUSE);
  }
}

/**
 * Arrows go from the field through the list and back.
 * @param {HTMLElement} input
 * @param {HTMLElement} list
 */
function walkWithArrows(input, list) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const active = /** @type {HTMLElement} */ (document.activeElement);
    const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("a[data-result]")]);
    const at = links.indexOf(active);
    if (event.key === "ArrowDown" && (active === input || at >= 0) && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus();
    else if (event.key === "Escape" && at >= 0) input.focus();
    else return;
    event.preventDefault();
  });
}
