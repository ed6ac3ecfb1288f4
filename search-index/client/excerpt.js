// Marks in what a result shows: which words of a text the query found.

import { chunksOf, wordsOf } from "./words.js";

/** @typedef {{forms: Set<string>, prefixes: string[]}} Wanted */

/**
 * Whether a word of a text is one that was looked for.
 * @param {string} form
 * @param {Wanted} wanted
 */
function isWanted(form, { forms, prefixes }) {
  return forms.has(form) || prefixes.some((prefix) => form.startsWith(prefix));
}

/**
 * The ranges of the words that were looked for, as [from, to) in the text.
 * @param {string} text
 * @param {Wanted[]} units
 * @returns {[number, number][]}
 */
export function marks(text, units) {
  /** @type {[number, number][]} */
  const ranges = [];
  for (const match of chunksOf(text)) {
    const words = wordsOf(match[0]);
    if (words.some(({ form }) => units.some((unit) => isWanted(form, unit)))) {
      ranges.push([match.index, match.index + match[0].length]);
    }
  }
  return ranges;
}

/**
 * How many of the units a text has.
 * @param {string} text
 * @param {Wanted[]} units
 */
export function covers(text, units) {
  const forms = [...chunksOf(text)].flatMap((match) => wordsOf(match[0]).map(({ form }) => form));
  return units.filter((unit) => forms.some((form) => isWanted(form, unit))).length;
}

/**
 * The passage of a text that has most of the units, about `length` letters.
 * @param {string} text
 * @param {Wanted[]} units
 * @param {number} length
 */
export function passage(text, units, length = 180) {
  /** @type {{from: number, unit: number}[]} */
  const hits = [];
  for (const match of chunksOf(text)) {
    const forms = wordsOf(match[0]).map(({ form }) => form);
    units.forEach((unit, at) => {
      if (forms.some((form) => isWanted(form, unit))) hits.push({ from: match.index, unit: at });
    });
  }
  let best = { count: 0, from: 0 };
  for (const [at, { from }] of hits.entries()) {
    const seen = new Set();
    for (let i = at; i < hits.length && hits[i].from < from + length * 0.8; i++) seen.add(hits[i].unit);
    if (seen.size > best.count) best = { count: seen.size, from };
  }
  if (!best.count) return null;
  let from = Math.max(0, best.from - Math.floor(length / 5));
  if (from) from = text.indexOf(" ", from) + 1;
  let to = Math.min(text.length, from + length);
  if (to < text.length) to = text.lastIndexOf(" ", to);
  return { count: best.count, text: `${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}` };
}
