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
