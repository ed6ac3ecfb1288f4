// Two versions of one article beside each other, and which one stays.

import { button, element } from "./element.js";
import { dialog, row } from "./dialogs.js";
import { t } from "./words.js";

/** Longer texts are shown without marks. */
const MOST_LINES = 3000;

/**
 * @param {import("./api.js").Versions} versions
 * @returns {Promise<"mine" | "theirs" | "merged" | null>}
 */
export function chooseVersion(versions) {
  const [mine, theirs] = marked(versions.mine, versions.theirs);
  return dialog(t.conflictTitle, (/** @type {(answer: "mine" | "theirs" | "merged") => void} */ close) => {
    const buttons = [
      button(t.takeMine, () => close("mine")),
      button(t.takeTheirs, () => close("theirs")),
      button(t.cancel, () => whole.closest("dialog")?.close()),
    ];
    if (versions.merged !== null) buttons.unshift(button(t.takeMerged, () => close("merged"), { class: "primary" }));
    const whole = element(
      "div",
      { class: "versions" },
      element("section", { "aria-label": t.mine }, element("h3", {}, t.mine), mine),
      element("section", { "aria-label": t.theirs }, element("h3", {}, t.theirs), theirs),
    );
    return [element("p", {}, t.conflictHelp), whole, row(...buttons)];
  }, "wide");
}

/** Both texts with the lines marked that only one of them has. @param {string} mine @param {string} theirs */
function marked(mine, theirs) {
  const [a, b] = [mine.split(/\r?\n/), theirs.split(/\r?\n/)];
  const [inA, inB] = common(a, b);
  const shown = (/** @type {string[]} */ lines, /** @type {Set<number>} */ same) =>
    element("pre", { tabindex: "0" }, lines.map((line, at) =>
      same.has(at) ? `${line}\n` : element("mark", {}, `${line}\n`)));
  return [shown(a, inA), shown(b, inB)];
}

/** The places of the lines that both have, in order. @param {string[]} a @param {string[]} b */
function common(a, b) {
  const [inA, inB] = [new Set(/** @type {number[]} */ ([])), new Set(/** @type {number[]} */ ([]))];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    inA.add(start);
    inB.add(start);
    start += 1;
  }
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
    inA.add(endA);
    inB.add(endB);
  }
  const [rows, columns] = [endA - start, endB - start];
  if (rows * columns > MOST_LINES * MOST_LINES) return [inA, inB];
  const width = columns + 1;
  const longest = new Uint16Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let j = columns - 1; j >= 0; j -= 1) {
      longest[i * width + j] = a[start + i] === b[start + j]
        ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
    }
  }
  let [i, j] = [0, 0];
  while (i < rows && j < columns) {
    if (a[start + i] === b[start + j]) {
      inA.add(start + i);
      inB.add(start + j);
      i += 1;
      j += 1;
    } else if ((longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return [inA, inB];
}
