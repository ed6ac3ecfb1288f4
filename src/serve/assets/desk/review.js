// What `polder report` found, each with the way to its form.

import { button, element, fill } from "./element.js";
import { editUrl } from "./list.js";
import { filled, t } from "./words.js";

/** @typedef {import("./api.js").Report} Report */
/** @typedef {import("./api.js").Subject} Subject */
/** @typedef {import("./api.js").Finding} Finding */

/** So many findings of a subject at first. */
const FIRST = 10;

/** The address of this page. */
export const REVIEW_URL = "/_polder/?review=1";

/**
 * @param {HTMLElement} main @param {Report} report
 * @returns {(report: Report) => void} shows a newer report
 */
export function showReview(main, report) {
  let shown = "";
  /** @type {Set<string>} */
  const whole = new Set();
  /** @param {Report} now */
  function update(now) {
    // Who is reading must not lose the place for a report that says the same.
    const text = JSON.stringify(now);
    if (text === shown) return;
    shown = text;
    const isBusy = (/** @type {Subject} */ one) => one.findings.length > 0 || one.unknown !== null;
    const clear = now.subjects.filter((one) => !isBusy(one)).map((one) => one.label);
    fill(
      main,
      element("h1", {}, t.review),
      element("p", { class: "quiet" }, t.reviewHelp),
      ...now.subjects.filter(isBusy).map((one) => subject(one, whole)),
      clear.length > 0 ? element("p", { class: "notice notice-fine" }, filled(t.nothingToReview, { subjects: clear.join("; ") })) : null,
    );
  }
  update(report);
  return update;
}

/** @param {Subject} one @param {Set<string>} whole the subjects that are shown whole */
function subject(one, whole) {
  const rows = element("ul", { class: "articles" });
  const all = button(filled(t.showAll, { n: one.findings.length }), () => {
    whole.add(one.subject);
    update();
    /** @type {HTMLElement | null} */ (rows.children[FIRST]?.querySelector("a") ?? null)?.focus();
  });
  function update() {
    const isWhole = whole.has(one.subject) || one.findings.length <= FIRST;
    fill(rows, ...(isWhole ? one.findings : one.findings.slice(0, FIRST)).map(row));
    all.hidden = isWhole;
  }
  update();
  return element(
    "section",
    { class: "subject", "data-subject": one.subject },
    element("h2", {}, `${one.label} (${one.findings.length})`),
    one.findings.length > 0 ? element("p", {}, one.explanation) : null,
    one.unknown === null ? null : element("p", { class: "quiet" }, one.unknown),
    rows,
    all,
  );
}

/** @param {Finding} finding */
function row(finding) {
  const isArticle = finding.path.startsWith("content/") && finding.path.endsWith(".md");
  const about = [finding.collection, finding.line === null ? "" : filled(t.problemAt, { line: finding.line })];
  return element(
    "li",
    { class: "article-row" },
    isArticle
      ? element("a", { href: editUrl(finding.path), class: "article-title" }, finding.title)
      : element("span", { class: "article-title" }, finding.title),
    element(
      "span",
      { class: "article-about" },
      element("span", {}, finding.detail),
      ...about.filter((text) => text !== "").map((text) => element("span", { class: "quiet" }, text)),
    ),
  );
}
