// The row of buttons above a text, for who does not know Markdown by heart.
// What they write can be undone like typing.

import { button, element } from "./element.js";
import { t } from "./words.js";

/**
 * @param {HTMLTextAreaElement} area
 * @param {{ link: () => Promise<string | null>, reference: () => Promise<string | null>, image: () => Promise<string | null> }} ask
 */
export function toolbar(area, ask) {
  const tools = t.tools;
  const around = (/** @type {string} */ mark) => () => {
    const { text } = selection(area);
    insert(area, `${mark}${text || tools.sample}${mark}`, mark.length);
  };
  const lines = (/** @type {(line: string, place: number) => string} */ change) => () => changeLines(area, change);
  const asked = (/** @type {() => Promise<string | null>} */ question) => async () => {
    const { start, end } = selection(area);
    const text = await question();
    if (text === null) return;
    area.setSelectionRange(start, end);
    insert(area, text);
  };
  const buttons = [
    button(tools.heading, lines((line) => (line.startsWith("## ") ? line.slice(3) : `## ${line.replace(/^#+ /, "")}`))),
    button(tools.bold, around("**")),
    button(tools.italic, around("*")),
    button(tools.list, lines((line) => (line.startsWith("- ") ? line.slice(2) : `- ${line}`))),
    button(tools.numbered, lines((line, place) => `${place + 1}. ${line.replace(/^\d+\. /, "")}`)),
    button(tools.quote, lines((line) => (line.startsWith("> ") ? line.slice(2) : `> ${line}`))),
    button(tools.link, asked(ask.link)),
    button(tools.reference, asked(ask.reference)),
    button(tools.image, asked(ask.image)),
  ];
  area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const act = { b: around("**"), i: around("*") }[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  return element("div", { class: "toolbar", role: "group", "aria-label": tools.toolbar }, buttons);
}

/** @param {HTMLTextAreaElement} area */
function selection(area) {
  const { selectionStart: start, selectionEnd: end } = area;
  return { start, end, text: area.value.slice(start, end) };
}

/**
 * Puts a text in the place of what is selected; `inside` of it is selected.
 * @param {HTMLTextAreaElement} area @param {string} text @param {number} [inside]
 */
export function insert(area, text, inside) {
  const { start, end } = selection(area);
  area.focus();
  // The old command is the only one that the browser can undo.
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (inside !== undefined) area.setSelectionRange(start + inside, start + text.length - inside);
}

/** @param {HTMLTextAreaElement} area @param {(line: string, place: number) => string} change */
function changeLines(area, change) {
  const { start, end } = selection(area);
  const from = area.value.lastIndexOf("\n", start - 1) + 1;
  const newline = area.value.indexOf("\n", end);
  const to = newline < 0 ? area.value.length : newline;
  const changed = area.value.slice(from, to).split("\n").map(change).join("\n");
  area.setSelectionRange(from, to);
  insert(area, changed);
  area.setSelectionRange(from, from + changed.length);
}
