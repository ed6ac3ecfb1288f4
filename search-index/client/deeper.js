// A better excerpt than a record holds, from the text of the page itself.

const LONGEST = 180;
const BLOCKS = "h2, h3, h4, h5, h6, p, li, dt, dd, td, th, figcaption, pre";

/**
 * The sentences of a page that say most about a query, with the section they
 * stand in; nothing where no sentence says more than `known`.
 * @param {Document} page
 * @param {(text: string) => number} covers how many of the query's words a text has
 * @param {(text: string) => [number, number][]} marks where they stand in it
 * @param {number} known how many are shown already
 */
export function deeper(page, covers, marks, known) {
  // The number of a footnote is no part of a sentence, and hides its end.
  for (const note of page.querySelectorAll("[role=doc-noteref]")) note.remove();
  const text = page.querySelector("[data-search-text]") ?? page.querySelector("main");
  let best = { count: known, excerpt: "", section: /** @type {{title: string, anchor: string} | null} */ (null) };
  let section = null;
  for (const block of text?.querySelectorAll(BLOCKS) ?? []) {
    // The text of what holds other blocks is theirs.
    if (block.querySelector(BLOCKS)) continue;
    const line = (block.textContent ?? "").replace(/\s+/g, " ").trim();
    if (/^H/.test(block.tagName)) {
      section = block.id ? { title: line, anchor: block.id } : section;
      continue;
    }
    // A whole block has no more than its sentences together.
    if (covers(line) <= best.count) continue;
    for (const excerpt of windows(line)) {
      const count = covers(excerpt);
      if (count > best.count) best = { count, excerpt, section };
    }
  }
  if (!best.excerpt) return null;
  const excerpt = around(best.excerpt, marks);
  return { excerpt, marks: marks(excerpt), section: best.section };
}

/**
 * Rows of sentences of about the length of an excerpt, one from each sentence.
 * @param {string} line
 */
function windows(line) {
  const sentences = line.match(/.+?(?:[.!?…](?=\s|$)\s*|$)/g) ?? [];
  return sentences.map((sentence, at) => {
    let window = sentence;
    for (const next of sentences.slice(at + 1)) {
      if (window.length + next.length > LONGEST) break;
      window += next;
    }
    return window.trim();
  });
}

/**
 * A long sentence from a little before the first word that was looked for.
 * @param {string} text
 * @param {(text: string) => [number, number][]} marks
 */
function around(text, marks) {
  if (text.length <= LONGEST) return text;
  const first = marks(text)[0]?.[0] ?? 0;
  const from = first < LONGEST / 2 ? 0 : text.lastIndexOf(" ", first - LONGEST / 4) + 1;
  const end = text.lastIndexOf(" ", from + LONGEST);
  const to = text.length <= from + LONGEST ? text.length : end > from ? end : from + LONGEST;
  return `${from ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
}
