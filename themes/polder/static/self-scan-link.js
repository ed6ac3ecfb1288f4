// Answers as the last part of an address, which no browser sends to a server:
// `#scan=<slug>:4,<slug>:x` and, where the reader wants it, `&notes=…`.

import { UNKNOWN } from "./self-scan-chart.js";

/** @typedef {{answers: Record<string, string>, notes: Record<string, string>}} Filled */

const START = "#scan=";
/** Longest note that a link is believed to hold. */
const LONGEST = 2000;

/** @param {unknown} answer */
export function isAnswer(answer) {
  return typeof answer === "string" && (answer === UNKNOWN || /^[1-5]$/.test(answer));
}

/** @param {Filled} filled @param {boolean} withNotes */
export function fragmentOf(filled, withNotes) {
  const answers = Object.entries(filled.answers).map(([slug, answer]) => `${slug}:${answer}`);
  const hasNotes = withNotes && Object.keys(filled.notes).length;
  return START + answers.join(",") + (hasNotes ? `&notes=${encoded(JSON.stringify(filled.notes))}` : "");
}

/**
 * The answers of an address; nothing if it holds none.
 * @param {string} hash
 * @param {string[]} known the slugs of the questions that there are
 */
export function readFragment(hash, known) {
  if (!hash.startsWith(START)) return null;
  const [answers, notes] = hash.slice(START.length).split("&notes=");
  /** @type {Filled} */
  const filled = { answers: {}, notes: {} };
  let leftOut = 0;
  for (const pair of answers.replace(/%3A/gi, ":").split(/,|%2C/i)) {
    const [slug, answer] = pair.split(":");
    if (!isAnswer(answer)) continue;
    if (known.includes(slug)) filled.answers[slug] = answer;
    else leftOut += 1;
  }
  const given = notes ? decoded(notes) : null;
  for (const slug of known) {
    if (typeof given?.[slug] === "string") filled.notes[slug] = given[slug].slice(0, LONGEST);
  }
  return { filled, leftOut };
}

/** @param {string} text */
function encoded(text) {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {string} text @returns {any} nothing if it cannot be read */
function decoded(text) {
  try {
    const bytes = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))));
  } catch {
    return null;
  }
}
