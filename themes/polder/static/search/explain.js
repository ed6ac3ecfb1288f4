// What else a reader can do with a query that was repaired, or found nothing.
// Loaded only then.

/** @typedef {import("./index.js").Answer} Answer */
/** @typedef {import("./chips.js").Tools} Tools */

/**
 * @param {Answer} answer
 * @param {string} query
 * @param {DOMStringMap} texts
 * @param {{narrowed: boolean, asTyped(): void, widen(): void}} ways what was chosen, and ways on
 * @param {Tools} tools
 */
export function explain({ total, corrected, leftOut }, query, texts, ways, { button, element, fill }) {
  /** @type {HTMLElement[]} */
  const lines = [];
  const line = (/** @type {(string | Node | undefined)[]} */ ...parts) => lines.push(element("p", parts.map((part) => part ?? "")));
  if (corrected.length) {
    const typed = corrected.map(([typed]) => typed).join(", ");
    line(fill(texts.corrected, understood(query, corrected, leftOut), typed), " ", button(fill(texts.asTyped, query), ways.asTyped));
  }
  if (total && leftOut.length) line(fill(texts.leftOut, leftOut.join(", ")));
  if (!total && ways.narrowed) line(texts.nothingFiltered, " ", button(texts.withoutFilters ?? "", ways.widen));
  else if (!total) line(texts.nothing);
  if (texts.placeUrl && query && (corrected.length || leftOut.length || !total)) {
    line(texts.place, " ", element("a", texts.placeLink, { href: texts.placeUrl }));
  }
  return lines;
}

/**
 * The query with its typing errors repaired, without the words left out.
 * @param {string} query
 * @param {[string, string][]} corrected
 * @param {string[]} leftOut
 */
function understood(query, corrected, leftOut) {
  const meant = new Map([...corrected, ...leftOut.map((word) => /** @type {const} */ ([word, ""]))]);
  const words = query.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => meant.get(word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()) ?? word);
  return words.replace(/\s+/g, " ").trim();
}
