// Words in a query, cut and folded as the index was made
// (src/index/analysis/, src/search/query.rs).

/** @typedef {{form: string, place: number, pieces: number}} Word */
/** @typedef {{text: string, words: Word[], unfinished: boolean, quoted: boolean}} Chunk */
/** @typedef {{chunks: Chunk[], phrases: string[][], excluded: Chunk[]}} Query */

const CHUNK = /[\p{Alphabetic}\p{M}\p{N}]+(?:[-‐‑&_/.:'`’‘ʼ´][\p{Alphabetic}\p{M}\p{N}]+)*/gu;
const SEPARATOR = /[/.:]/;
const HYPHEN = /[-‐‑&_]/;
/** @type {Record<string, string>} */
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i", ς: "σ" };

/**
 * One spelling for what readers do not tell apart.
 * @param {string} word
 */
export function fold(word) {
  return word
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\p{M}\p{White_Space}'`’‘ʼ´]/gu, "")
    .replace(/[ßæœøđłıς]/g, (letter) => LETTERS[letter]);
}

/**
 * The chunks of a text: runs of letters and digits with connectors inside.
 * @param {string} text
 */
export function chunksOf(text) {
  return text.matchAll(CHUNK);
}

/**
 * The words of a chunk: pieces in order, each whole before its pieces.
 * @param {string} chunk
 */
export function wordsOf(chunk) {
  /** @type {Word[]} */
  const words = [];
  const push = (/** @type {string} */ text, /** @type {number} */ place, /** @type {number} */ pieces) => {
    let form = fold(text);
    if (pieces > 1) form = form.replace(/[‐‑&_]/g, "-");
    if (form && new TextEncoder().encode(form).length <= 48 && !/[\ud800-\udfff]/.test(form)) words.push({ form, place, pieces });
  };
  const sections = chunk.split(SEPARATOR).map((section) => section.split(HYPHEN));
  if (sections.length > 1 && /\p{N}/u.test(chunk)) push(chunk, 0, sections.flat().length);
  let place = 0;
  chunk.split(SEPARATOR).forEach((section, at) => {
    const pieces = sections[at];
    if (pieces.length > 1) push(section, place, pieces.length);
    for (const piece of pieces) push(piece, place++, 1);
  });
  return words;
}

/**
 * Takes a query apart.
 * @param {string} text
 * @returns {Query}
 */
export function parse(text) {
  text = [...text].slice(0, 400).join("");
  /** @type {Query} */
  const query = { chunks: [], phrases: [], excluded: [] };
  let phrase = /** @type {Chunk[] | null} */ (null);
  let at = 0;
  let count = 0;
  // What is not closed yet is no phrase: its words are words like others.
  const quotes = (/** @type {string} */ between) => {
    for (const _ of between.match(/["“”„«»]/g) ?? []) {
      if (phrase?.length) {
        for (const chunk of phrase) chunk.quoted = true;
        query.phrases.push(phrase.flatMap(({ words }) => words.filter(({ pieces }) => pieces === 1).map(({ form }) => form)));
      }
      phrase = phrase ? null : [];
    }
  };
  for (const match of chunksOf(text)) {
    const before = text.slice(0, match.index);
    quotes(before.slice(at));
    at = match.index + match[0].length;
    if (++count > 24) break;
    const excluded = !phrase && /(^|\p{White_Space})-$/u.test(before);
    const words = wordsOf(match[0]);
    if (!words.length) continue;
    const chunk = { text: match[0], words, unfinished: at === text.length && !excluded, quoted: false };
    if (excluded) {
      query.excluded.push(chunk);
      continue;
    }
    phrase?.push(chunk);
    query.chunks.push(chunk);
  }
  quotes(text.slice(at));
  return query;
}
