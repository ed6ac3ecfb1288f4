// Kept articles as one text that stands alone: for paper, as a web page and
// as Markdown. Links become absolute, pictures are carried along or named.

/** @typedef {import("./saved-pages.js").Page} Page */
/** @typedef {{title: string, language: string, from: string, whole: boolean, text: (name: string, ...values: (string | number)[]) => string}} Frame */

import { twice } from "./again.js";
import { address, site } from "./saved.js";

const KEPT = new Set(
  ("A ABBR B BLOCKQUOTE BR CAPTION CITE CODE DD DEL DL DT EM FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HR I IMG INS KBD LI MARK OL P PRE Q " +
    "S SAMP SMALL STRONG SUB SUP TABLE TBODY TD TFOOT TH THEAD TIME TR UL VAR").split(" "),
);
/** Where texts are made: in a document that loads nothing. */
const inert = document.implementation.createHTMLDocument("");
/** What serves the screen, or stands there in another form already. */
const LEFT_OUT =
  "script, style, template, noscript, form, nav, svg, button, dialog, [popover], [hidden], [aria-hidden=true], .visually-hidden, .plots, .save, " +
  ".footnote-back, .article-minutes, .article-report, .article-address, .group, .related, .search-form";
/** Attributes that a text needs. */
const ATTRIBUTES = ["id", "lang", "title", "datetime", "colspan", "rowspan", "scope", "start", "reversed", "value", "dir"];
/** A picture that is larger than this is named and not carried along. */
const LARGEST_PICTURE = 2_000_000;

/**
 * The articles, each cleaned and under a heading.
 * @param {Page[]} pages
 * @param {Frame} frame
 * @param {"page" | "html" | "markdown"} target
 */
export async function articles(pages, frame, target) {
  const made = pages.map((page, at) => article(page, at + 1, pages, frame, target));
  const pictures = target === "html" ? made.flatMap((one) => [...one.querySelectorAll("img")]) : [];
  await Promise.all(pictures.map((picture) => carry(picture, frame)));
  return made;
}

/**
 * @param {Page} page
 * @param {number} number
 * @param {Page[]} pages
 * @param {Frame} frame
 * @param {"page" | "html" | "markdown"} target
 */
function article(page, number, pages, frame, target) {
  const made = inert.createElement("article");
  made.id = `a${number}`;
  made.append(element("h2", page.title));
  if (page.label) made.append(element("p", page.label, "label"));
  if (!page.main || page.state === "withdrawn") {
    made.append(element("p", frame.text(page.state === "here" ? "unreachable" : page.state)));
    return made;
  }
  const canonical = page.canonical.endsWith(page.url) ? page.canonical.slice(0, -page.url.length) : new URL(site, location.href).href;
  const copy = /** @type {Element} */ (page.main.cloneNode(true));
  for (const gone of copy.querySelectorAll(LEFT_OUT)) gone.remove();
  copy.querySelector("h1")?.remove();
  copy.querySelector(".article-label")?.remove();
  const own = new URL(site + page.url, location.href);
  clean(copy, made, (name, value) => {
    if (name === "id") return `a${number}-${value}`;
    if (value.startsWith("#")) return target === "markdown" && !/^#_fn/.test(value) ? page.canonical + value : `#a${number}-${value.slice(1)}`;
    const to = new URL(value, own);
    if (!/^(https?|mailto|tel):$/.test(to.protocol)) return null;
    if (name === "src") return to.href;
    const below = address(to.href);
    const inside = pages.findIndex(({ url }) => url === below);
    if (inside >= 0 && target !== "markdown") return to.hash ? `#a${inside + 1}-${to.hash.slice(1)}` : `#a${inside + 1}`;
    if (to.origin !== location.origin || !to.pathname.startsWith(site)) return to.href;
    return canonical + to.pathname.slice(site.length) + to.search + to.hash;
  });
  const source = element("p", "", "address");
  const link = element("a", page.canonical);
  link.setAttribute("href", page.canonical);
  source.append(link);
  made.append(source);
  return made;
}

/**
 * Copies what a text needs and nothing else.
 * @param {Node} from
 * @param {Element} to
 * @param {(name: string, value: string) => string | null} refer what an id or address becomes
 */
function clean(from, to, refer) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      const written = node.textContent ?? "";
      to.append(to.closest("pre") ? written : written.replace(/\s+/g, " "));
    }
    if (!(node instanceof Element)) continue;
    if (node.tagName === "INPUT") {
      to.append(node.hasAttribute("checked") ? "☑" : "☐");
      continue;
    }
    const isCallout = node.classList.contains("callout");
    if (!isCallout && !KEPT.has(node.tagName)) {
      clean(node, to, refer);
      continue;
    }
    const level = Number(/^H([1-5])$/.exec(node.tagName)?.[1]);
    const made = inert.createElement(isCallout ? "blockquote" : level ? `h${level + 1}` : node.tagName.toLowerCase());
    for (const name of ATTRIBUTES) {
      const value = node.getAttribute(name);
      if (value !== null) made.setAttribute(name, (name === "id" && refer(name, value)) || value);
    }
    if (node.tagName === "A") {
      const href = refer("href", node.getAttribute("href") ?? "");
      if (href) made.setAttribute("href", href);
    }
    if (node.tagName === "IMG") {
      made.setAttribute("alt", node.getAttribute("alt") ?? "");
      made.setAttribute("src", refer("src", node.getAttribute("src") ?? "") ?? "");
      for (const name of ["width", "height"]) if (node.hasAttribute(name)) made.setAttribute(name, node.getAttribute(name) ?? "");
    }
    // In `pre` spaces count, and only what stands in it knows that it does.
    to.append(made);
    const strong = node.classList.contains("callout-label") ? inert.createElement("strong") : null;
    if (strong) made.append(strong);
    clean(node, strong ?? made, refer);
  }
}

/** Puts a picture into the file itself, or its name where that cannot be. @param {HTMLImageElement} picture @param {Frame} frame */
async function carry(picture, frame) {
  try {
    const response = await fetch(picture.src);
    const data = await response.blob();
    if (!response.ok || data.size > LARGEST_PICTURE) throw new Error("left out");
    picture.src = await new Promise((resolve, failed) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.onerror = failed;
      reader.readAsDataURL(data);
    });
  } catch {
    picture.replaceWith(element("em", picture.alt ? frame.text("picture", picture.alt) : ""));
  }
}

/** One web page that needs no other file. @param {Page[]} pages @param {Frame} frame */
export async function html(pages, frame) {
  const body = inert.createElement("body");
  body.append(element("h1", frame.title), element("p", frame.from), listOf(pages, frame));
  if (frame.whole) body.append(...(await articles(pages, frame, "html")));
  // The head is written by hand: the site's policy would refuse its style,
  // were it ever an element of a document here.
  const head =
    '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n' +
    `${element("title", frame.title).outerHTML}\n<style>${STYLE}</style>`;
  return `<!doctype html>\n<html lang="${frame.language}">\n<head>\n${head}\n</head>\n${body.outerHTML}\n</html>\n`;
}

/** One text in Markdown. @param {Page[]} pages @param {Frame} frame */
export async function markdown(pages, frame) {
  const made = inert.createElement("div");
  made.append(element("h1", frame.title), element("p", frame.from));
  if (!frame.whole) made.append(listOf(pages, frame));
  else made.append(...(await articles(pages, frame, "markdown")));
  const { markdownOf } = await twice((again) => import(`./saved-markdown.js${again}`));
  return markdownOf(made, frame.text);
}

/** The articles as a list of links: within the file, or to the site where the file holds no texts. @param {Page[]} pages @param {Frame} frame */
function listOf(pages, frame) {
  const list = inert.createElement("ol");
  pages.forEach((page, at) => {
    const item = inert.createElement("li");
    const target = frame.whole ? `#a${at + 1}` : page.canonical;
    const link = element(target ? "a" : "span", page.title);
    if (target) link.setAttribute("href", target);
    item.append(link);
    if (page.label) item.append(` (${page.label})`);
    if (page.state !== "here" && page.state !== "moved") item.append(` – ${frame.text(page.state)}`);
    list.append(item);
  });
  return list;
}

/** @param {string} name @param {string} content @param {string} [className] */
function element(name, content, className) {
  const made = inert.createElement(name);
  made.textContent = content;
  if (className) made.className = className;
  return made;
}

const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.25; }
article { margin-top: 3rem; border-top: 4px solid #7fae6d; padding-top: 1rem; }
article h2 { margin-top: 0; font-size: 1.8rem; }
.label { margin-top: -0.75rem; font-weight: 700; }
.address { font-size: 0.9rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8a9a93; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
blockquote { margin: 1rem 0; padding: 0.5rem 1rem; border-left: 6px solid #0a5c80; }
dt, dd { display: inline; margin: 0; }
dt { font-weight: 700; }
dt:not(:first-of-type)::before { content: "\\A"; white-space: pre; }
dt::after { content: ":"; }
dd + dd::before { content: ", "; }
img { max-width: 100%; height: auto; }
pre { white-space: pre-wrap; }
@media print { article { break-before: page; border: 0; } }
`;
