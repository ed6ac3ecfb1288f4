// What stands in the list of results, and small parts of pages.

/** @typedef {import("./index.js").Result} Result */

/**
 * @param {string} name
 * @param {(string | Node)[] | string} content
 * @param {Record<string, string>} [attributes]
 */
export function element(name, content = [], attributes = {}) {
  const made = document.createElement(name);
  made.append(...[content].flat());
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/**
 * A button that does something.
 * @param {string} text
 * @param {() => void} act
 * @param {Record<string, string>} [attributes]
 */
export function button(text, act, attributes = {}) {
  const made = element("button", text, { type: "button", class: "button", ...attributes });
  made.addEventListener("click", act);
  return made;
}

/**
 * A text with its words in the place of each `{}`.
 * @param {string | undefined} text
 * @param {(string | number)[]} words
 */
export function fill(text, ...words) {
  return (text ?? "").replace(/\{\}/g, () => String(words.shift() ?? ""));
}

/**
 * A text with the ranges in `<mark>`.
 * @param {string} text
 * @param {[number, number][]} ranges
 */
export function marked(text, ranges) {
  /** @type {(string | Node)[]} */
  const parts = [];
  let at = 0;
  for (const [from, to] of ranges) {
    parts.push(text.slice(at, from), element("mark", text.slice(from, to)));
    at = to;
  }
  return [...parts, text.slice(at)];
}

/**
 * @param {Result} result
 * @param {string} site address of the site
 * @param {DOMStringMap} texts
 */
export function resultItem(result, site, texts) {
  const address = site + result.url;
  const item = element("li", [element("a", marked(result.title, result.titleMarks), { href: address, "data-result": "" })]);
  const about = [result.collection, result.day === null ? "" : day(result.day, texts.days ?? "")].filter(Boolean);
  if (about.length) item.append(element("p", about.join(" · "), { class: "result-about" }));
  if (result.excerpt) item.append(element("p", marked(result.excerpt, result.marks), { class: "result-excerpt" }));
  if (result.section) {
    const { title, anchor } = result.section;
    item.append(element("p", [`${texts.section} `, element("a", title, { href: `${address}#${anchor}` })], { class: "result-section" }));
  }
  return item;
}

/**
 * A day as the site writes it. The browser's own words for days cost it more
 * time than all the rest of a list.
 * @param {number} day days since 1970
 * @param {string} samples the third of each month of the year 2222
 */
function day(day, samples) {
  const date = new Date(day * 864e5);
  const sample = samples.split("|")[date.getUTCMonth()] ?? "";
  return sample.replace(/2222|3/g, (part) => String(part === "3" ? date.getUTCDate() : date.getUTCFullYear()));
}
