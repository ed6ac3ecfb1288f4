// The list of all articles, with what is wrong in them.

import { button, element, fill, newId } from "./element.js";
import { counted, problemText } from "./fields.js";
import { dayInWords, filled, folded, t } from "./words.js";

/** @typedef {import("./api.js").Site} Site */
/** @typedef {import("./api.js").Row} Row */

/** So many rows at first, and so many more each time. */
const STEP = 100;

/** What was chosen last, so that coming back shows the same list. */
const wanted = { text: "", kind: "", state: "", attention: "" };

/** The address of an article's form. @param {string} path */
export const editUrl = (path) => `/_polder/?path=${encodeURIComponent(path)}`;

/**
 * @param {HTMLElement} main @param {Site} site
 * @param {{ make: (collection: string | null) => void, trash: () => void, take: (collection: string | null, file: File | null) => void }} act
 * @returns {(site: Site) => void} shows a newer site
 */
export function showList(main, site, act) {
  let now = site;
  let shown = STEP;
  const status = element("div", { class: "summary" });
  const count = element("p", { class: "count", role: "status" });
  const rows = element("ul", { class: "articles" });
  const more = button(t.showMore, () => {
    shown += STEP;
    update();
  });
  const change = (/** @type {keyof typeof wanted} */ name) => (/** @type {Event} */ event) => {
    wanted[name] = /** @type {HTMLInputElement} */ (event.target).value;
    shown = STEP;
    update();
  };
  const search = element("input", { type: "search", value: wanted.text, oninput: change("text"), class: "search" });
  const kind = element(
    "select",
    { onchange: change("kind") },
    element("option", { value: "" }, t.all),
    site.collections.map((one) => element("option", { value: one.name }, one.label_plural)),
    element("option", { value: "-" }, t.pages),
  );
  const state = element(
    "select",
    { onchange: change("state") },
    element("option", { value: "" }, t.all),
    Object.entries(t.states).map(([value, label]) => element("option", { value }, label)),
  );
  const attention = element(
    "select",
    { onchange: change("attention") },
    element("option", { value: "" }, t.all),
    element("option", { value: "errors" }, t.withErrors),
    element("option", { value: "warnings" }, t.withWarnings),
  );
  kind.value = wanted.kind;
  state.value = wanted.state;
  attention.value = wanted.attention;
  fill(
    main,
    element(
      "div",
      { class: "list-head" },
      element("h1", {}, t.allArticles),
      element(
        "div",
        { class: "buttons" },
        button(t.newArticle, () => act.make(kindWanted()), { class: "primary" }),
        site.collections.length > 0 ? button(t.importIt, () => act.take(kindWanted(), null)) : null,
        button(t.trash, act.trash),
      ),
    ),
    status,
    element(
      "form",
      { class: "filters", role: "search", "aria-label": t.filters, onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      labelled(t.search, search),
      labelled(t.kind, kind),
      labelled(t.state, state),
      labelled(t.attention, attention),
    ),
    count,
    rows,
    more,
    site.collections.length > 0 ? element("p", { class: "quiet" }, t.importDrop) : null,
  );

  function update() {
    fill(status, ...summary(now));
    const found = now.articles.filter(matches);
    fill(rows, ...found.slice(0, shown).map((row) => rowOf(now, row)));
    count.textContent = found.length === 0 ? t.none : counted(found.length, t.oneArticle, t.nArticles);
    more.hidden = found.length <= shown;
  }
  update();
  return (newer) => {
    now = newer;
    update();
  };
}

/** The collection that is looked at, for what is new. */
export const kindWanted = () => (wanted.kind !== "" && wanted.kind !== "-" ? wanted.kind : null);

/** @param {string} label @param {HTMLElement} input */
function labelled(label, input) {
  input.id = newId();
  return element("div", { class: "filter" }, element("label", { for: input.id }, label), input);
}

/** @param {Row} row */
function matches(row) {
  const words = folded(wanted.text).split(/\s+/).filter((word) => word !== "");
  const text = folded(`${row.title} ${row.path}`);
  const ofKind = wanted.kind === "" || (wanted.kind === "-" ? row.collection === null : row.collection === wanted.kind);
  const ofState = wanted.state === "" || row.state === wanted.state || (wanted.state === "review" && row.review_due) ||
    (wanted.state === "review-soon" && row.review_soon);
  const ofAttention =
    wanted.attention === "" || (wanted.attention === "errors" ? row.errors > 0 : row.warnings > 0);
  return ofKind && ofState && ofAttention && words.every((word) => text.includes(word));
}

/** @param {Site} site */
function summary(site) {
  const isFine = site.errors === 0;
  const text = isFine ? t.fine : counted(site.errors, t.oneError, t.manyErrors);
  const elsewhere = site.problems.filter((problem) => problem.severity === "error");
  return [
    element("p", { class: isFine ? "notice notice-fine" : "notice notice-error" }, text),
    elsewhere.length > 0
      ? element("section", { class: "problems" }, element("h2", {}, t.elsewhereWrong), elsewhere.map((problem) =>
          element("div", {}, element("code", {}, `${problem.path}:${problem.line}`), problemText(problem))))
      : null,
  ];
}

/** @param {Site} site @param {Row} row */
function rowOf(site, row) {
  const kind = site.collections.find((one) => one.name === row.collection);
  const label = row.place === "article" ? (kind?.label ?? "") : (kind?.label_plural ?? t.newPage);
  return element(
    "li",
    { class: "article-row" },
    element("a", { href: editUrl(row.path), class: "article-title", "data-path": row.path }, row.title),
    element(
      "span",
      { class: "article-about" },
      stateBadge(row),
      row.errors > 0 ? element("span", { class: "badge badge-error" }, counted(row.errors, t.oneErrorShort, t.nErrors)) : null,
      row.warnings > 0 ? element("span", { class: "badge badge-warning" }, counted(row.warnings, t.oneWarning, t.nWarnings)) : null,
      element("span", { class: "quiet" }, label),
      row.changed ? element("span", { class: "quiet" }, filled(t.changedOn, { day: dayInWords(row.changed) })) : null,
    ),
  );
}

/** Where an article stands, in a word or two. @param {Row} row */
export function stateBadge(row) {
  const day = row.day ? dayInWords(row.day) : "";
  const text =
    row.state === "scheduled" ? filled(t.scheduledFor, { day })
    : row.state === "expired" ? filled(t.expiredSince, { day })
    : row.review_soon && row.review_by ? filled(t.reviewBefore, { day: dayInWords(row.review_by) })
    : row.review_due && row.review_by ? filled(t.reviewSince, { day: dayInWords(row.review_by) })
    : t.states[row.state];
  const kind = row.review_due ? "review" : row.review_soon ? "review-soon" : row.state;
  return element("span", { class: `badge badge-${kind}` }, text);
}
