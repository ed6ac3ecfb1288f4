// Queries that nobody wrote: words of the site, mistreated the way readers do,
// and what no reader types. The same ones every time.

import { articles, randomNumbers } from "./index.mjs";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const ODD = ["2024", "3:46", "org-09", "ISO/IEC", "CO₂", "regio’s", "één", "STRAẞE", "Ĳburg", "日本語", "𝒳𝒴", "ﬁets", "½", "-", "\"", "&", "a&b", "x_y", "..", "'s", "e\u0301e\u0301n", "ﷺ", "ǅ", "\u0085", "\ufeff"];

/** Every different word of the articles, sorted. */
export function vocabulary() {
  const words = new Set(articles().flatMap((text) => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []));
  return [...words].sort();
}

/** `count` queries. */
export function randomQueries(count, seed = 1) {
  const random = randomNumbers(seed);
  const words = vocabulary();
  const below = (most) => Math.floor(random() * most);
  const pick = (list) => list[below(list.length)];
  const ways = [
    (word) => word,
    (word) => word,
    (word) => word.toUpperCase(),
    (word) => word.slice(0, 1 + below(word.length)),
    (word) => word.slice(below(word.length)),
    (word) => splice(word, below(word.length), 1, ""),
    (word) => splice(word, below(word.length), 1, pick(LETTERS)),
    (word) => splice(word, below(word.length + 1), 0, pick(LETTERS)),
    (word) => word.replace(/(.)(.)$/u, "$2$1"),
    (word) => splice(splice(word, below(word.length), 1, ""), below(word.length), 1, pick(LETTERS)),
    (word) => word + pick(["en", "s", "e", "t", "je", "de", "heid", "ing"]),
    (word) => `ge${word}d`,
    (word) => word + pick(["", "s", "en", "-"]) + pick(words).toLowerCase(),
    (word) => `-${word}`,
    (word) => `"${word} ${pick(words)}"`,
    (word) => `“${word} ${pick(words)}`,
    () => pick(ODD),
    () => Array.from({ length: 1 + below(12) }, () => pick(LETTERS)).join(""),
  ];
  return Array.from({ length: count }, () => {
    const parts = Array.from({ length: 1 + below(4) }, () => pick(ways)(pick(words)));
    return parts.join(pick([" ", " ", " ", "  ", ", ", "/"])) + pick(["", "", "", " ", "?"]);
  });
}

/** Every beginning of every word of these queries, with what stands before it. */
export function beginnings(queries) {
  const found = new Set();
  for (const query of queries) {
    for (const match of query.matchAll(/[\p{L}\p{N}]+/gu)) {
      const letters = [...match[0]];
      for (let length = 1; length <= letters.length; length++) {
        const beginning = letters.slice(0, length).join("");
        found.add(beginning);
        found.add(query.slice(0, match.index) + beginning);
      }
    }
  }
  return [...found];
}

const splice = (word, at, gone, more) => word.slice(0, at) + more + word.slice(at + gone);
