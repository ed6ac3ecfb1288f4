// The self-scan: keeps the answers in this browser while they are filled in,
// and shows them as a chart, a table and what helps. Its hooks are the data
// attributes of templates/self_scan.html.

/**
 * @typedef {Record<string, string>} Texts by a question's slug
 * @typedef {{answers: Texts, notes: Texts}} Filled scores `1` to `5` or `x` (does not know), and notes
 * @typedef {{slug: string, number: number, title: string, element: HTMLElement}} Question
 */

import * as saved from "./saved.js";
import { chart, UNKNOWN } from "./self-scan-chart.js";
import { fragmentOf, isAnswer, readFragment } from "./self-scan-link.js";

const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-scan-${name}]`));
const root = /** @type {HTMLElement} */ (document.querySelector("[data-scan]"));
const form = /** @type {HTMLFormElement} */ (find("form"));
const link = /** @type {HTMLInputElement} */ (find("link"));
const withNotes = /** @type {HTMLInputElement} */ (find("with-notes"));
const store = saved.kept("self-scan");
/** How many of the lowest are shown with what helps. */
const LOWEST = 3;
/** From this many points on answers are said to differ. */
const APART = 2;

/** @type {Question[]} */
const questions = [...form.querySelectorAll("[data-scan-question]")].map((found, at) => {
  const element = /** @type {HTMLElement} */ (found);
  const title = element.querySelector(".scan-title")?.textContent?.replace(/^\d+\.\s*/, "") ?? "";
  return { slug: element.dataset.scanQuestion ?? "", number: at + 1, title, element };
});

/** The answers of a link that somebody sent, while they are shown. @type {Filled | null} */
let shared = null;
/** What the form held before it was cleared or replaced. @type {Filled | null} */
let before = null;

/** @param {string} name @param {(string | number)[]} values */
const text = (name, ...values) => (root.dataset[name] ?? "").replace(/\{\}/g, () => String(values.shift() ?? ""));
/** @param {string | undefined} answer */
const words = (answer) => (answer === UNKNOWN ? text("unknown") : (answer ?? text("open")));
const count = (/** @type {Filled} */ filled) => Object.keys(filled.answers).length;

/** What the form holds. @returns {Filled} */
function read() {
  /** @type {Filled} */
  const filled = { answers: {}, notes: {} };
  for (const { slug, element } of questions) {
    const chosen = /** @type {HTMLInputElement | null} */ (element.querySelector("input:checked"));
    const note = noteOf(element).value.trim();
    if (chosen) filled.answers[slug] = chosen.value;
    if (note) filled.notes[slug] = note;
  }
  return filled;
}

/** Fills the form; a note that is being written stays. @param {Filled} filled */
function write(filled) {
  for (const { slug, element } of questions) {
    for (const input of element.querySelectorAll("input")) input.checked = input.value === filled.answers[slug];
    const note = noteOf(element);
    if (note !== document.activeElement) note.value = filled.notes[slug] ?? "";
  }
}

/** @param {HTMLElement} element */
const noteOf = (element) => /** @type {HTMLTextAreaElement} */ (element.querySelector("[data-scan-note]"));

/** What this browser kept, as far as it can be read. @returns {Filled} */
function restored() {
  const found = store.read();
  /** @type {Filled} */
  const filled = { answers: {}, notes: {} };
  for (const { slug } of questions) {
    if (isAnswer(found?.answers?.[slug])) filled.answers[slug] = found.answers[slug];
    if (typeof found?.notes?.[slug] === "string") filled.notes[slug] = found.notes[slug];
  }
  return filled;
}

/** Keeps what the form holds. */
function keep() {
  const filled = read();
  const isEmpty = !count(filled) && !Object.keys(filled.notes).length;
  notice(text(store.write(isEmpty ? null : { version: 1, ...filled }) || "nothing"));
}

/** @param {string} message */
function notice(message) {
  find("notice").textContent = message;
  find("notice").hidden = !message;
}

/** @param {string} message */
function say(message) {
  find("status").textContent = message;
}

/** Everything that follows from the answers. */
function draw() {
  const own = read();
  const hasOwn = count(own) > 0;
  const main = hasOwn || !shared ? own : shared;
  const other = main === own ? shared : null;
  const answered = text("answered", count(main), questions.length);
  find("answered").textContent = answered;
  find("count").textContent = text("answered", count(own), questions.length);
  find("progress").hidden = !hasOwn;
  find("result").hidden = !count(main);
  for (const needy of document.querySelectorAll("[data-scan-needs-answers]")) /** @type {HTMLElement} */ (needy).hidden = !count(main);
  find("after").hidden = false;
  find("shared").hidden = !shared;
  drawTable(main, other);
  drawChart(main, other);
  drawLowest(main);
  drawList("unknown", questions.filter(({ slug }) => main.answers[slug] === UNKNOWN).map(({ title }) => title));
  drawList("difference", other ? differences(main, other) : []);
  link.value = location.href.replace(/#.*/, "") + fragmentOf(main, withNotes.checked);
}

/** @param {Filled} main @param {Filled | null} other */
function drawChart(main, other) {
  const place = find("chart");
  const rows = questions.map(({ slug, number, title }) => ({ title: `${number}. ${title}`, answer: main.answers[slug], other: other?.answers[slug] }));
  place.replaceChildren(chart(rows, place.clientWidth, { title: text("chart"), words }));
  const legend = find("legend");
  legend.hidden = !other;
  legend.replaceChildren(
    ...["own", "other"].map((name) => {
      const item = element("li", text(name));
      item.className = `scan-legend-${name}`;
      return item;
    }),
  );
}

/** @param {Filled} main @param {Filled | null} other */
function drawTable(main, other) {
  const head = find("head");
  const isLarge = !!other || Object.keys(main.notes).length > 0;
  find("both").classList.toggle("scan-stacked", isLarge);
  const notes = { ...other?.notes, ...main.notes };
  const hasNotes = Object.keys(notes).length > 0;
  const titles = [head.dataset.number, head.dataset.topic, other ? text("own") : text("score"), ...(other ? [text("other")] : []), ...(hasNotes ? [head.dataset.note] : [])];
  const row = document.createElement("tr");
  row.append(...titles.map((title) => cell("th", title ?? "", "col")));
  head.replaceChildren(row);
  find("rows").replaceChildren(
    ...questions.map(({ slug, number, title }) => {
      const line = document.createElement("tr");
      line.append(cell("td", String(number)), cell("th", title, "row"), cell("td", words(main.answers[slug])));
      if (other) line.append(cell("td", words(other.answers[slug])));
      if (hasNotes) line.append(cell("td", [main.notes[slug], other?.notes[slug]].filter(Boolean).join(" / ")));
      return line;
    }),
  );
}

/** The lowest scores, each with what helps. @param {Filled} main */
function drawLowest(main) {
  const scored = questions.filter(({ slug }) => Number(main.answers[slug]) > 0);
  scored.sort((a, b) => Number(main.answers[a.slug]) - Number(main.answers[b.slug]) || a.number - b.number);
  const lowest = scored.slice(0, LOWEST);
  const last = lowest.at(-1);
  const same = last ? scored.slice(LOWEST).filter(({ slug }) => main.answers[slug] === main.answers[last.slug]) : [];
  const said = [text(last ? "more" : "noLowest")];
  if (same.length) said.push(text("same", same.map(({ title }) => title).join(", ")));
  find("lowest-said").textContent = said.join(" ");
  find("lowest").replaceChildren(
    ...lowest.map(({ slug, title, number, element: question }) => {
      const made = element("div", "");
      made.className = "scan-low";
      made.append(element("h4", `${number}. ${title}`), score(main.answers[slug]));
      if (main.notes[slug]) made.append(element("p", main.notes[slug]));
      const help = question.querySelector("[data-scan-help]");
      if (help) made.append(...[...help.childNodes].map((node) => node.cloneNode(true)));
      return made;
    }),
  );
}

/** @param {string} answer */
function score(answer) {
  const made = element("p", `${text("score")}: ${answer}`);
  made.className = "scan-low-score";
  return made;
}

/** @param {Filled} main @param {Filled} other the largest differences first */
function differences(main, other) {
  const apart = (/** @type {Question} */ { slug }) => Math.abs(Number(main.answers[slug]) - Number(other.answers[slug]));
  const found = questions.filter((question) => apart(question) >= APART).sort((a, b) => apart(b) - apart(a) || a.number - b.number);
  return found.map(({ slug, title }) => text("difference", title, main.answers[slug], other.answers[slug]));
}

/** @param {"unknown" | "difference"} name @param {string[]} lines */
function drawList(name, lines) {
  find(`${name}s`).hidden = !lines.length;
  find(`${name}-list`).replaceChildren(...lines.map((line) => element("li", line)));
}

/** Puts other answers in the form; what was there can be taken back. @param {Filled} filled @param {string} message */
function replace(filled, message) {
  before = read();
  write(filled);
  keep();
  find("done").textContent = message;
  find("undo").hidden = false;
  say(message);
  draw();
  find("undo-button").focus();
}

find("undo-button").addEventListener("click", () => {
  if (before) write(before);
  before = null;
  find("undo").hidden = true;
  keep();
  say(text("undone"));
  draw();
  /** @type {HTMLElement | null} */ (form.querySelector("input:checked") ?? form.querySelector("input"))?.focus();
});

find("clear").addEventListener("click", () => replace({ answers: {}, notes: {} }, text("cleared")));

find("take").addEventListener("click", () => {
  const given = shared;
  leave();
  if (given) replace(given, text("taken"));
});

find("leave").addEventListener("click", () => {
  leave();
  draw();
  form.querySelector("input")?.focus();
});

function leave() {
  shared = null;
  history.replaceState(null, "", location.pathname + location.search);
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  find("undo").hidden = true;
  keep();
  draw();
});
withNotes.addEventListener("change", draw);

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-scan-print]"))) {
  button.addEventListener("click", () => {
    document.body.dataset.print = button.dataset.scanPrint;
    print();
  });
}
addEventListener("afterprint", () => delete document.body.dataset.print);

find("copy").addEventListener("click", async () => {
  link.select();
  const copied = await navigator.clipboard?.writeText(link.value).then(
    () => true,
    () => false,
  );
  find("copied").textContent = text(copied ? "copied" : "copyFailed");
  if (!copied) link.focus();
});
link.addEventListener("focus", () => link.select());
// A link within the page is no link that somebody sent.
root.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target).closest('a[href="#_scan-result"]');
  if (!target) return;
  event.preventDefault();
  const heading = /** @type {HTMLElement} */ (document.getElementById("_scan-result"));
  heading.scrollIntoView();
  heading.focus({ preventScroll: true });
});

/** The answers that the address holds, if it holds any. */
function open() {
  const found = readFragment(location.hash, questions.map(({ slug }) => slug));
  shared = found && count(found.filled) ? found.filled : null;
  if (found && !shared) notice(text("broken"));
  else if (found?.leftOut) notice(text("leftOut", found.leftOut));
  draw();
  if (!shared) return;
  const heading = /** @type {HTMLElement} */ (document.getElementById("_scan-shared"));
  heading.scrollIntoView({ block: "center" });
  heading.focus({ preventScroll: true });
}

write(restored());
notice(store.failure() === "blocked" ? text("blocked") : "");
open();
addEventListener("hashchange", open);
addEventListener("storage", (event) => {
  if (event.key !== store.key && event.key !== null) return;
  write(restored());
  draw();
});
// The chart is drawn for the room it has.
let width = 0;
new ResizeObserver(() => {
  if (find("chart").clientWidth === width) return;
  width = find("chart").clientWidth;
  draw();
}).observe(find("chart"));

/** @param {string} name @param {string} content @param {string} [scope] */
function cell(name, content, scope) {
  const made = element(name, content);
  if (scope) made.setAttribute("scope", scope);
  return made;
}

/** @param {string} name @param {string} content */
function element(name, content) {
  const made = document.createElement(name);
  made.textContent = content;
  return made;
}
