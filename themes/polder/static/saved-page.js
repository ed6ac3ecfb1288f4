// The page with the articles that a reader keeps: order, remove, print,
// download, and share as a link that holds the list. Its hooks are the data
// attributes of templates/saved.html.

/** @typedef {import("./saved.js").Item} Item */
/** @typedef {import("./saved-pages.js").Page} Page */

import { twice } from "./again.js";
import { change, failure, isAddress, listen, saved, site, text as common } from "./saved.js";
import { load } from "./saved-pages.js";

/** Most articles that a shared link is believed to hold. */
const MOST_SHARED = 200;
const SHARED = "#list=";

const find = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[data-saved-${name}]`));
const root = find("page");
const list = find("list");
const link = /** @type {HTMLInputElement} */ (find("link"));
const whole = /** @type {HTMLInputElement} */ (find("whole"));

/** The list of a link that somebody sent, while it is shown. @type {Item[] | null} */
let shared = null;
/** How to take back what was done last, and where in the list that is offered. @type {{at: number, text: string, back: (items: Item[]) => Item[]} | null} */
let undo = null;
/** What became of each page. @type {Map<string, Page>} */
const pages = new Map();
let wanted = 0;

/** @param {string} name @param {(string | number)[]} values */
const text = (name, ...values) => (root.dataset[name] ?? "").replace(/\{\}/g, () => String(values.shift() ?? ""));
const shown = () => shared ?? saved();
const has = (/** @type {Item[]} */ items, /** @type {Item} */ item) => items.some(({ url }) => url === item.url);
const without = (/** @type {Item[]} */ items, /** @type {Item[]} */ others) => items.filter((item) => !has(others, item));
const titleOf = (/** @type {Item} */ item) => item.title || /** @type {string} */ (item.url.split("/").at(-2)).replace(/-/g, " ");

/** Says something to whoever only hears the page. @param {string} message */
function say(message) {
  find("status").textContent = message;
}

/** Shows what went wrong, or nothing. @param {string} message */
function notice(message) {
  find("notice").textContent = message;
  find("notice").hidden = !message;
}

/**
 * Changes the reader's own list, says so, and offers to take it back.
 * @param {string} message
 * @param {number} at
 * @param {(items: Item[]) => Item[]} how
 * @param {((items: Item[]) => Item[]) | null} back
 */
function act(message, at, how, back) {
  undo = back && { at, text: message, back };
  const failed = change(how);
  notice(failed ? common(failed) : "");
  if (failed) undo = null;
  else say(message);
  draw();
  return !failed;
}

/** The list as it stands now; what had the focus keeps it. */
function draw() {
  const items = shown();
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  const focus = active && list.contains(active) ? active.dataset.key : null;
  const own = saved();
  list.replaceChildren(...items.map((item, at) => row(item, at, items.length, shared ? has(own, item) : false)));
  if (undo && !shared) list.insertBefore(undoRow(undo), list.children[Math.min(undo.at, items.length)] ?? null);
  list.hidden = !list.children.length;
  if (focus) byKey(focus)?.focus();
  find("total").textContent = items.length === 1 ? text("one") : items.length ? text("many", items.length) : "";
  find("empty").hidden = items.length > 0;
  find("take").hidden = !items.length;
  find("clear-line").hidden = !!shared;
  find("shared").hidden = !shared;
  find("replace").hidden = !own.length;
  link.value = location.href.replace(/#.*/, "") + SHARED + items.map(({ url }) => url).join(",");
  check(items);
}

const byKey = (/** @type {string} */ key) => /** @type {HTMLElement | null} */ (list.querySelector(`[data-key="${CSS.escape(key)}"]`));

/** @param {Item} item @param {number} at @param {number} total @param {boolean} kept */
function row(item, at, total, kept) {
  const made = document.createElement("li");
  const about = document.createElement("div");
  about.className = "saved-about";
  if (item.label) about.append(element("p", item.label, "saved-label"));
  const title = element("a", titleOf(item), "saved-title");
  title.setAttribute("href", site + item.url);
  about.append(title);
  const page = pages.get(item.url);
  const note = page && page.state !== "here" ? text(page.state) : kept ? text("kept") : "";
  if (note) about.append(element("p", note, page && page.state !== "here" ? "saved-note saved-note-warning" : "saved-note"));
  if (page?.canonical) about.append(element("p", page.canonical, "saved-address"));
  made.append(about);
  if (shared) return made;
  const buttons = element("div", "", "saved-row-buttons");
  buttons.append(
    rowButton("↑", "up", item, at === 0, () => move(item, -1)),
    rowButton("↓", "down", item, at === total - 1, () => move(item, 1)),
    rowButton(text("remove"), "remove", item, false, () => remove(item)),
  );
  made.append(buttons);
  return made;
}

/**
 * @param {string} shown
 * @param {string} name
 * @param {Item} item
 * @param {boolean} off a button that has the focus is never taken away, so it only says that it does nothing
 * @param {() => void} act
 */
function rowButton(shown, name, item, off, act) {
  const button = element("button", shown, "quiet");
  button.setAttribute("type", "button");
  button.setAttribute("aria-label", `${text(name)}: ${titleOf(item)}`);
  if (off) button.setAttribute("aria-disabled", "true");
  button.dataset.key = `${name} ${item.url}`;
  button.addEventListener("click", () => off || act());
  return button;
}

/** @param {{text: string, back: (items: Item[]) => Item[]}} done */
function undoRow(done) {
  const made = element("li", "", "saved-undo");
  const button = element("button", text("undo"), "quiet");
  button.setAttribute("type", "button");
  button.dataset.key = "undo";
  button.addEventListener("click", () => {
    const before = saved();
    act(text("undone"), 0, done.back, null);
    const first = without(saved(), before)[0];
    if (first && byKey(`remove ${first.url}`)) byKey(`remove ${first.url}`)?.focus();
    else find("heading").focus();
  });
  made.append(element("span", done.text), " ", button);
  return made;
}

/** @param {Item} item @param {number} by */
function move(item, by) {
  act("", 0, (items) => {
    const at = items.findIndex(({ url }) => url === item.url);
    const others = without(items, [item]);
    others.splice(Math.max(0, at + by), 0, items[at] ?? item);
    return others;
  }, null);
  const items = saved();
  say(text("place", titleOf(item), items.findIndex(({ url }) => url === item.url) + 1, items.length));
}

/** @param {Item} item */
function remove(item) {
  const at = saved().findIndex(({ url }) => url === item.url);
  const back = (/** @type {Item[]} */ items) => (has(items, item) ? items : [...items.slice(0, at), item, ...items.slice(at)]);
  if (act(text("removed", titleOf(item)), at, (items) => without(items, [item]), back)) byKey("undo")?.focus();
}

find("clear").addEventListener("click", () => {
  const before = saved();
  if (act(text("cleared"), 0, () => [], (items) => [...before, ...without(items, before)])) byKey("undo")?.focus();
});

find("merge").addEventListener("click", () => {
  const added = without(shared ?? [], saved());
  if (act(text("merged", added.length), 0, (items) => [...items, ...without(added, items)], (items) => without(items, added))) leave();
});

find("replace").addEventListener("click", () => {
  const before = saved();
  const given = shared ?? [];
  if (act(text("replaced"), 0, () => given, (items) => [...before, ...without(without(items, given), before)])) leave();
});

find("leave").addEventListener("click", () => {
  undo = null;
  leave();
});

/** From the list of a link back to the reader's own. */
function leave() {
  shared = null;
  history.replaceState(null, "", location.pathname + location.search);
  draw();
  (byKey("undo") ?? find("heading")).focus();
}

/** Looks up what became of the articles: titles change, pages move and go. @param {Item[]} items */
function check(items) {
  for (const item of items) {
    if (pages.has(item.url)) continue;
    pages.set(item.url, { state: "here", url: item.url, title: item.title, label: item.label, canonical: "", main: null });
    load(item.url).then((page) => {
      pages.set(item.url, page);
      if (page.state === "moved") pages.set(page.url, page);
      const now = { url: page.url, title: page.title || item.title, label: page.label || item.label };
      const renew = (/** @type {Item[]} */ items) => {
        const renewed = items.map((old) => (old.url === item.url ? now : old));
        return renewed.filter((one, at) => renewed.findIndex(({ url }) => url === one.url) === at);
      };
      if (shared) shared = renew(shared);
      const known = saved().find(({ url }) => url === item.url);
      if (known && (known.url !== now.url || known.title !== now.title || known.label !== now.label)) change(renew);
      drawSoon();
    });
  }
}

/** Many pages answer at about the same time: the list is drawn once for all. */
function drawSoon() {
  cancelAnimationFrame(wanted);
  wanted = requestAnimationFrame(draw);
}

/**
 * The shown articles with their pages, once all were fetched.
 * @param {(name: string, ...values: (string | number)[]) => void} tell
 */
async function fetched(tell) {
  const items = shown();
  let done = 0;
  tell("loading", done, items.length);
  const found = await Promise.all(
    items.map(async (item) => {
      const page = await load(item.url);
      tell("loading", (done += 1), items.length);
      return { ...page, title: page.title || titleOf(item), label: page.label || item.label };
    }),
  );
  return found;
}

/** Does something that takes a while, once at a time, and says how it goes. @param {(tell: (name: string, ...values: (string | number)[]) => void) => Promise<void>} work */
async function busy(work) {
  if (root.dataset.busy) return;
  root.dataset.busy = "yes";
  const line = find("progress");
  try {
    await work((name, ...values) => (line.textContent = text(name, ...values)));
  } catch (error) {
    console.error(error);
    line.textContent = text("unreachable");
  } finally {
    delete root.dataset.busy;
  }
}

/** What stands in a file and on paper beside the articles. */
function frame() {
  const today = new Date();
  const day = today.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  return {
    title: shared ? text("shared") : text("name"),
    language: document.documentElement.lang,
    from: text("from", text("siteTitle"), day),
    name: `${text("file")}-${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}-${String(today.getDate()).padStart(2, "0")}`,
    whole: whole.checked,
    text,
  };
}

/** @param {Page[]} found @param {(name: string, ...values: (string | number)[]) => void} tell @param {string} file */
function report(found, tell, file) {
  const missing = whole.checked ? found.filter(({ main, state }) => !main || state === "withdrawn").length : 0;
  const said = [file && text("downloaded", file), missing && text("failed", missing)].filter(Boolean);
  find("progress").textContent = said.join(" ");
}

const exporter = () => twice((again) => import(`./saved-export.js${again}`));

find("print").addEventListener("click", () =>
  busy(async (tell) => {
    const [found, { articles }] = await Promise.all([fetched(tell), exporter()]);
    const texts = find("texts");
    texts.replaceChildren(...(whole.checked ? await articles(found, frame(), "page") : []));
    await Promise.all([...texts.querySelectorAll("img")].map((image) => image.decode().catch(() => {})));
    report(found, tell, "");
    print();
  }),
);
addEventListener("afterprint", () => find("texts").replaceChildren());

for (const kind of /** @type {const} */ (["html", "markdown"])) {
  find(kind).addEventListener("click", () =>
    busy(async (tell) => {
      const [found, made] = await Promise.all([fetched(tell), exporter()]);
      const about = frame();
      const file = await made[kind](found, about);
      const name = `${about.name}.${kind === "html" ? "html" : "md"}`;
      const down = document.createElement("a");
      down.href = URL.createObjectURL(new Blob([file], { type: kind === "html" ? "text/html" : "text/markdown" }));
      down.download = name;
      down.click();
      setTimeout(() => URL.revokeObjectURL(down.href), 60_000);
      report(found, tell, name);
    }),
  );
}

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

/** The list that the address holds, if it holds one. */
function open() {
  shared = null;
  notice(failure() === "blocked" ? common("blocked") : "");
  if (location.hash.startsWith(SHARED)) {
    const urls = [...new Set(location.hash.slice(SHARED.length).replace(/%2F/gi, "/").split(/,|%2C/i))].filter(isAddress).slice(0, MOST_SHARED);
    shared = urls.length ? urls.map((url) => ({ url, title: "", label: "" })) : null;
    if (!shared) notice(text("broken"));
  }
  draw();
}

/**
 * @param {string} name
 * @param {string} content
 * @param {string} [className]
 */
function element(name, content, className) {
  const made = document.createElement(name);
  made.textContent = content;
  if (className) made.className = className;
  return made;
}

root.hidden = false;
open();
listen(draw);
addEventListener("hashchange", open);
