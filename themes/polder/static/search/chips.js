// A chip for each filter that is chosen, with the way to undo it, and the
// lists of collections that say the same.

/** @typedef {import("./filters.js").Filters} Filters */
/** @typedef {Pick<typeof import("./results.js"), "button" | "element" | "fill">} Tools those of whoever calls: a second copy would be a second file */

/**
 * @param {Filters} filters
 * @param {HTMLElement} place
 * @param {Tools} tools
 */
export function showChips(filters, place, tools) {
  const { texts } = filters;
  const chosen = filters.boxes.filter((box) => box.checked);
  const focused = [...place.children].indexOf(/** @type {Element} */ (document.activeElement));
  const chips = chosen.map((box) => chip(filters, box, tools));
  place.hidden = !chosen.length;
  place.replaceChildren(...chips);
  if (focused >= 0) (chips[focused] ?? chips[focused - 1] ?? filters.field)?.focus();
  if (chosen.length > 1) place.append(tools.button(texts.clear ?? "", () => filters.clear()));
  if (chosen.length === 1) place.append(...listsOf(chosen[0], texts.lists, tools));
}

/**
 * @param {Filters} filters
 * @param {HTMLInputElement} box
 * @param {Tools} tools
 */
function chip(filters, box, { button, fill }) {
  const name = box.dataset.label ?? box.value;
  const remove = () => {
    box.checked = false;
    filters.changed();
  };
  return button(`${name} ×`, remove, { class: "button chip", "aria-label": fill(filters.texts.remove, name) });
}

/**
 * The pages of collections that list what has this value.
 * @param {HTMLInputElement} box
 * @param {string | undefined} before
 * @param {Tools} tools
 */
function listsOf(box, before, { element }) {
  const names = (box.dataset.collections ?? "").split(" ");
  const all = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("[data-search-browse] a[data-collection]"));
  const links = [...all]
    .filter((link) => names.includes(link.dataset.collection ?? ""))
    .map((link) => element("a", link.textContent ?? "", { href: `${link.getAttribute("href")}${box.name}/${box.value}/` }));
  const parts = links.flatMap((link, at) => (at ? [", ", link] : [" ", link]));
  return links.length ? [element("span", [before ?? "", ...parts], { class: "search-lists" })] : [];
}
