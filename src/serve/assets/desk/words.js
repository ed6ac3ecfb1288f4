// The words of the desk, in the language of the site.

import { en } from "./en.js";
import { nl } from "./nl.js";

export const t = document.documentElement.lang === "en" ? en : nl;

/** A text with what stands for `{name}`. @param {string} text @param {Record<string, string | number>} values */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** Why something was refused, in words. @param {unknown} error */
export function reason(error) {
  const { reason = "failed", about = "" } = /** @type {{ reason?: string, about?: unknown }} */ (error ?? {});
  const words = /** @type {Record<string, string>} */ (t.refusals)[reason] ?? t.refusals.failed;
  return filled(words, { about: typeof about === "string" ? about : "" });
}

/** A day as people write it. @param {string} day */
export function dayInWords(day) {
  const [year, month, date] = day.split("-").map(Number);
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(
    Date.UTC(year ?? 0, (month ?? 1) - 1, date ?? 1),
  );
}

/** A text without accents and capitals, for comparing. @param {string} text */
export function folded(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
}
