// The filters of the search page: a checkbox for each value of each facet,
// how many pages have it, and a chip for each that is chosen.

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
    this.lists = /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll("[data-search-browse] a[data-collection]"));
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

  /** Shows what is chosen, with the way to undo it, and as the lists of collections. */
  show() {
    const chosen = this.boxes.filter((box) => box.checked);
    const number = this.panel?.querySelector("[data-search-chosen]");
    if (number) number.textContent = chosen.length ? ` (${fill(this.texts.chosen, chosen.length)})` : "";
    if (!this.chips) return;
    const focused = [...this.chips.children].indexOf(/** @type {Element} */ (document.activeElement));
    const chips = chosen.map((box) => this.chip(box));
    this.chips.hidden = !chosen.length;
    this.chips.replaceChildren(...chips);
    if (focused >= 0) (chips[focused] ?? chips[focused - 1] ?? this.field)?.focus();
    if (chosen.length > 1) this.chips.append(button(this.texts.clear ?? "", () => this.clear()));
    if (chosen.length === 1) this.chips.append(...this.listsOf(chosen[0]));
  }

  /** @param {HTMLInputElement} box */
  chip(box) {
    const name = box.dataset.label ?? box.value;
    const remove = () => {
      box.checked = false;
      this.changed();
    };
    return button(`${name} ×`, remove, { class: "button chip", "aria-label": fill(this.texts.remove, name) });
  }

  /**
   * The pages of collections that list what has this value.
   * @param {HTMLInputElement} box
   */
  listsOf(box) {
    const names = (box.dataset.collections ?? "").split(" ");
    const links = [...this.lists]
      .filter((link) => names.includes(link.dataset.collection ?? ""))
      .map((link) => element("a", link.textContent ?? "", { href: `${link.getAttribute("href")}${box.name}/${box.value}/` }));
    const parts = links.flatMap((link, at) => (at ? [", ", link] : [" ", link]));
    return links.length ? [element("span", [this.texts.lists ?? "", ...parts], { class: "search-lists" })] : [];
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
