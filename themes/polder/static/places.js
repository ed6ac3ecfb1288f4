// The names by which readers find a region: a field above the list shows
// those that fit, and helps where none does.

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-places]"));
const field = form?.querySelector("input");
const said = form?.querySelector("[role=status]");
const help = /** @type {HTMLElement | null} */ (document.querySelector("[data-places-help]"));

if (form && field && said && help) start(form, field, /** @type {HTMLElement} */ (said), help);

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} field
 * @param {HTMLElement} said
 * @param {HTMLElement} help
 */
function start(form, field, said, help) {
  const text = form.dataset;
  const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-place]")]);
  const names = items.map((item) => ({ item, name: plain(item.textContent ?? "") }));
  const sections = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".places")]);
  const letters = /** @type {HTMLElement | null} */ (document.querySelector(".letters"));
  let later = 0;

  const show = () => {
    const asked = field.value.trim();
    const wanted = plain(asked);
    const found = new Set(names.filter(({ name }) => name.includes(wanted)).map(({ item }) => item));
    for (const { item } of names) item.hidden = !found.has(item);
    for (const section of sections) section.hidden = !section.querySelector("[data-place]:not([hidden])");
    if (letters) letters.hidden = wanted !== "";
    help.hidden = found.size > 0;
    // Said when the reader pauses, not at every letter.
    clearTimeout(later);
    later = window.setTimeout(() => {
      if (!wanted) said.textContent = "";
      else if (found.size === 1) said.textContent = text.one ?? "";
      else if (found.size) said.textContent = (text.many ?? "").replace("{}", String(found.size));
      else said.replaceChildren((text.none ?? "").replace("{}", asked), ...suggestions(wanted));
    }, 300);
  };

  /** The names that look most like it. @param {string} wanted */
  const suggestions = (wanted) => {
    const alike = names
      .map(({ item, name }) => ({ item, likeness: likeness(wanted, name) }))
      .filter(({ likeness }) => likeness > 0.35)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, 3);
    if (!alike.length) return [];
    const [before, after] = (text.near ?? "").split("{}");
    const links = alike.flatMap(({ item }, place) => {
      const link = /** @type {HTMLElement} */ (item.querySelector("a")?.cloneNode(true));
      return place ? [", ", link] : [link];
    });
    return [` ${before}`, ...links, after ?? ""];
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const only = items.filter((item) => !item.hidden);
    if (only.length === 1) only[0].querySelector("a")?.click();
  });
  field.addEventListener("input", show);
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) {
    show();
    field.focus();
  }
}

/** Without capitals, accents and marks. @param {string} text */
function plain(text) {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** How many pairs of letters two words share, from 0 to 1. @param {string} a @param {string} b */
function likeness(a, b) {
  const pairs = (/** @type {string} */ word) => new Set([...word].slice(1).map((letter, place) => word[place] + letter));
  const first = pairs(a);
  const second = pairs(b.slice(0, a.length + 3));
  const shared = [...first].filter((pair) => second.has(pair)).length;
  return (2 * shared) / (first.size + second.size || 1);
}
