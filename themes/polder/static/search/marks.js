// Marks the words that a page was found by, and offers to go from one to the
// next and to take the marks away. The words stay with this step of the
// history, so that going back and loading anew keep them; the address does
// not have them.

import { takeOver } from "./hand-over.js";
import { openIndex } from "./index.js";
import { button, element, fill } from "./results.js";

/** @typedef {import("./hand-over.js").Words} Words */

const NAME = "polder-found";
const CURRENT = "polder-found-current";
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, blockquote, pre, div, section, article, header, main";
const NOT_MARKED = "nav, script, style, svg, form, button, .marks, [hidden], [aria-hidden=true]";

/** @param {HTMLScriptElement} script with the index and the texts */
export async function markWords(script) {
  const words = takeOver() ?? /** @type {Words | undefined} */ (history.state?.words);
  const main = document.querySelector("main");
  if (!words || !main) return;
  history.replaceState({ ...history.state, words }, "");
  const { reader } = await openIndex(script.dataset.index ?? "/search-index/");
  const wanted = words.map(({ forms, prefixes }) => ({ forms: new Set(forms), prefixes }));
  const ranges = blocksOf(main).flatMap((nodes) => rangesIn(nodes, (text) => reader.marks(text, wanted)));
  if (!ranges.length) return;
  const marks = "highlights" in CSS ? highlight(ranges) : wrap(ranges);
  main.prepend(bar(script.dataset, marks, main));
  document.documentElement.classList.add("has-marks");
}

/**
 * The texts of each block, in a row: a word may be partly in bold.
 * @param {Element} root
 */
function blocksOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Text[][]} */
  const blocks = [];
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = /** @type {Element} */ (node.parentElement);
    // What only paper shows is not there for who reads a screen.
    if (parent.closest(NOT_MARKED) || !parent.getClientRects().length) continue;
    const block = parent.closest(BLOCKS);
    if (block !== last) blocks.push([]);
    last = block;
    blocks[blocks.length - 1].push(/** @type {Text} */ (node));
  }
  return blocks;
}

/**
 * @param {Text[]} nodes
 * @param {(text: string) => [number, number][]} find
 */
function rangesIn(nodes, find) {
  const starts = [0];
  for (const { data } of nodes) starts.push(starts[starts.length - 1] + data.length);
  const placeOf = (/** @type {number} */ at) => {
    let node = 0;
    while (starts[node + 1] <= at) node++;
    return { node: nodes[node], offset: at - starts[node] };
  };
  return find(nodes.map(({ data }) => data).join("")).map(([from, to]) => {
    const [start, end] = [placeOf(from), placeOf(to - 1)];
    const range = document.createRange();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset + 1);
    return range;
  });
}

/** @typedef {{count: number, show(at: number): void, clear(): void}} Marks */

/**
 * Marks that leave the page's elements as they are.
 * @param {Range[]} ranges
 * @returns {Marks}
 */
function highlight(ranges) {
  CSS.highlights.set(NAME, new Highlight(...ranges));
  return {
    count: ranges.length,
    show(at) {
      const current = new Highlight(ranges[at]);
      current.priority = 1;
      CSS.highlights.set(CURRENT, current);
      bringIntoView(ranges[at]);
    },
    clear() {
      CSS.highlights.delete(NAME);
      CSS.highlights.delete(CURRENT);
    },
  };
}

/**
 * Marks for browsers without highlights: an element around each piece of text.
 * @param {Range[]} ranges
 * @returns {Marks}
 */
function wrap(ranges) {
  // From the last to the first: a mark moves what comes after it in its text.
  const marks = ranges.reverse().map((range) => piecesOf(range).reverse().map(mark).reverse());
  marks.reverse();
  return {
    count: marks.length,
    show(at) {
      document.querySelector("mark.current")?.classList.remove("current");
      marks[at][0].classList.add("current");
      bringIntoView(marks[at][0]);
    },
    clear() {
      for (const made of marks.flat()) {
        const parent = made.parentNode;
        made.replaceWith(...made.childNodes);
        parent?.normalize();
      }
    },
  };
}

/**
 * What a range has of each text.
 * @param {Range} range
 * @returns {Range[]}
 */
function piecesOf(range) {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  if (startContainer === endContainer) return [range];
  const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  const pieces = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!range.intersectsNode(node)) continue;
    const piece = document.createRange();
    piece.selectNodeContents(node);
    if (node === startContainer) piece.setStart(node, startOffset);
    if (node === endContainer) piece.setEnd(node, endOffset);
    if (!piece.collapsed) pieces.push(piece);
  }
  return pieces;
}

/** @param {Range} piece */
function mark(piece) {
  const made = element("mark");
  piece.surroundContents(made);
  return made;
}

/** @param {Range | Element} place */
function bringIntoView(place) {
  const { top, height } = place.getBoundingClientRect();
  scrollBy({ top: top - (innerHeight - height) / 2 });
}

/**
 * @param {DOMStringMap} texts
 * @param {Marks} marks
 * @param {HTMLElement} main
 */
function bar(texts, marks, main) {
  let at = -1;
  const told = element("p", marks.count === 1 ? texts.markedOne : fill(texts.marked, marks.count), { role: "status" });
  const next = button(texts.marksNext ?? "", () => {
    at = (at + 1) % marks.count;
    marks.show(at);
    told.textContent = fill(texts.marksAt, at + 1, marks.count);
  });
  const clear = button(texts.marksClear ?? "", () => {
    marks.clear();
    made.remove();
    document.documentElement.classList.remove("has-marks");
    const { words: _, ...state } = history.state ?? {};
    history.replaceState(state, "");
    main.focus({ preventScroll: true });
  });
  const made = element("div", [told, next, clear], { class: "marks" });
  return made;
}
