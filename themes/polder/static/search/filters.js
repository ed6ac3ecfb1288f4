// The filters of the search page: a checkbox for each value of each facet,
// and how many pages have it.

import { twice } from "../again.js";
import { button, element, fill } from "./results.js";

/** @typedef {import("./index.js").Answer} Answer */

/** The filters of a page. */
export class Filters {
  /**
   * @param {HTMLElement} page what they stand in, with the texts
   * @param {() => void} changed called when the reader has chosen
   */
  constructor(page, changed) {
    this.texts = page.dataset;
    this.changed = changed;
    this.field = /** @type {HTMLElement | null} */ (page.querySelector("[data-search-input]"));
    this.panel = /** @type {HTMLDetailsElement | null} */ (page.querySelector("[data-search-facets]"));
    this.chips = /** @type {HTMLElement | null} */ (page.querySelector("[data-search-chips]"));
    this.boxes = /** @type {HTMLInputElement[]} */ ([...(this.panel?.querySelectorAll("[data-facet] input") ?? [])]);
    /** @type {Map<string, {box: HTMLInputElement, label: HTMLElement, shown: Element, total: string}>} */
    this.values = new Map();
    for (const box of this.boxes) {
      const label = box.closest("label");
      const shown = label?.querySelector("[data-count]");
      if (label && shown) this.values.set(`${box.name} ${box.value}`, { box, label, shown, total: shown.textContent ?? "" });
    }
  }

  clear() {
    for (const box of this.boxes) box.checked = false;
    this.changed();
    this.field?.focus();
  }

  /**
   * Shows how many of the pages that were found have each value; what none
   * has is hidden.
   * @param {Answer["facets"] | null} counts all pages of the site where nothing is looked for
   */
  count(counts) {
    this.hold(() => this.write(counts));
  }

  /**
   * Leaves the value that was just chosen under the reader's finger, whatever
   * becomes of what stands above it.
   * @param {() => void} change
   */
  hold(change) {
    const chosen = this.boxes.find((box) => box === document.activeElement);
    const top = chosen?.getBoundingClientRect().top ?? 0;
    change();
    if (chosen?.offsetParent) scrollBy({ top: chosen.getBoundingClientRect().top - top, behavior: "instant" });
  }

  /** @param {Answer["facets"] | null} counts */
  write(counts) {
    if (!counts) for (const value of this.values.values()) write(value, value.total);
    for (const { name, values } of counts ?? []) {
      for (const { slug, count } of values) {
        const value = this.values.get(`${name} ${slug}`);
        if (value) write(value, String(count));
      }
    }
    for (const group of /** @type {NodeListOf<HTMLElement>} */ (this.panel?.querySelectorAll("[data-facet]") ?? [])) {
      group.hidden = !group.querySelector("label:not([hidden])");
    }
    if (this.panel) this.panel.hidden = !this.panel.querySelector("[data-facet]:not([hidden])");
  }

  /** Shows what is chosen; its chips are loaded when there is one. */
  show() {
    const chosen = this.boxes.filter((box) => box.checked).length;
    const number = this.panel?.querySelector("[data-search-chosen]");
    if (number) number.textContent = chosen ? ` (${fill(this.texts.chosen, chosen)})` : "";
    const { chips } = this;
    if (!chips || !(chosen || chips.children.length)) return;
    twice((again) => import(`./chips.js${again}`)).then(({ showChips }) => this.hold(() => showChips(this, chips, { button, element, fill })), () => {});
  }
}

/**
 * @param {{box: HTMLInputElement, label: HTMLElement, shown: Element}} value
 * @param {string} count
 */
function write({ box, label, shown }, count) {
  label.hidden = count === "0" && !box.checked;
  if (shown.textContent !== count) shown.textContent = count;
}
