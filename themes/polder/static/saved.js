// Every page: the articles that a reader keeps ("my collection"), in this
// browser only. Puts their number in the header and buttons beside articles.

/**
 * @typedef {{url: string, title: string, label: string}} Item an article:
 *   its address below the site's, what it is called, what it is
 * @typedef {"" | "blocked" | "full"} Failure why nothing could be kept
 */

const header = /** @type {HTMLElement | null} */ (document.querySelector("[data-saved]"));

/** The path of the site's first page. */
export const site = new URL(header?.dataset.site ?? "/", location.href).pathname;

/**
 * A value that this browser keeps for this site, under a name. Several sites
 * may stand on one host, so the site's path is part of the name.
 * @param {string} name
 */
export function kept(name) {
  const key = `polder:${name}:${site}`;
  return {
    key,
    /** The value; nothing if there is none, or none that can be read. */
    read() {
      try {
        return JSON.parse(localStorage.getItem(key) ?? "null");
      } catch {
        return null;
      }
    },
    /** @param {unknown} value @returns {Failure} */
    write(value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(value));
        return "";
      } catch (error) {
        return /quota/i.test(/** @type {Error} */ (error).name) ? "full" : "blocked";
      }
    },
    /** Why nothing can be kept here, if so. @returns {Failure} */
    failure() {
      try {
        localStorage.setItem(`${key}:try`, "");
        localStorage.removeItem(`${key}:try`);
        return "";
      } catch (error) {
        return /quota/i.test(/** @type {Error} */ (error).name) ? "full" : "blocked";
      }
    },
  };
}

const store = kept("saved");
/** @type {(() => void)[]} */
const listeners = [];

/** The kept articles, in the reader's order. @returns {Item[]} */
export function saved() {
  const items = store.read()?.items;
  return Array.isArray(items) ? items.filter(isItem).map(({ url, title, label }) => ({ url, title, label: String(label ?? "") })) : [];
}

/** Why no article can be kept, if so. */
export const failure = () => store.failure();

/**
 * Changes the kept articles. They are read anew first: another tab may have
 * changed them.
 * @param {(items: Item[]) => Item[]} change
 * @returns {Failure}
 */
export function change(change) {
  const items = change(saved());
  const failed = store.write(items.length ? { version: 1, items } : null);
  if (!failed) tell();
  return failed;
}

/** Calls `listener` now and whenever the kept articles change, in any tab. @param {() => void} listener */
export function listen(listener) {
  listeners.push(listener);
  listener();
}

/** A text of the theme, with its places filled in. @param {string} name @param {(string | number)[]} values */
export function text(name, ...values) {
  return (header?.dataset[name] ?? "").replace(/\{\}/g, () => String(values.shift() ?? ""));
}

/**
 * Whether something is the address of a page below the site's: of a link that
 * somebody sent nothing else is believed.
 * @param {unknown} url
 */
export function isAddress(url) {
  return typeof url === "string" && /^(?:(?!\.+\/)[\w.~-]+\/)+$/.test(url);
}

/** @param {any} item */
function isItem(item) {
  return isAddress(item?.url) && typeof item.title === "string";
}

function tell() {
  for (const listener of listeners) listener();
}

addEventListener("storage", (event) => {
  if (event.key === store.key || event.key === null) tell();
});
// A page that comes back whole from the browser's memory heard of nothing.
addEventListener("pageshow", (event) => event.persisted && tell());

const count = header?.querySelector("[data-saved-count]");
if (count) {
  listen(() => {
    const total = saved().length;
    count.textContent = total ? ` (${total})` : "";
  });
}

const said = document.createElement("p");
said.className = "visually-hidden";
said.setAttribute("role", "status");

/** What each button keeps, and its texts. @type {WeakMap<Element, {item: Item, add: string, remove: string}>} */
const buttons = new WeakMap();

const own = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-save]"));
const url = own && address(location.href);
if (own && url) start(own, { url, title: own.dataset.title ?? "", label: own.dataset.label ?? "" }, "add", "remove");
for (const card of document.querySelectorAll("[data-save-cards] :is(.card, .row)")) beside(card, card.querySelector(":is(.card-title, .row-title) a"));
const results = document.querySelector("[data-search-results]");
if (results) {
  const besideResults = () => {
    for (const result of results.children) {
      if (!result.querySelector(".save-button")) beside(result, result.querySelector("[data-result]"));
    }
  };
  besideResults();
  new MutationObserver(besideResults).observe(results, { childList: true });
}
if (results || document.querySelector(".save-button")) document.body.append(said);
listen(() => {
  const items = saved();
  for (const button of document.querySelectorAll(".save-button")) show(button, items);
});

/** Puts a button at the end of a card or result. @param {Element} card @param {HTMLAnchorElement | null} link */
function beside(card, link) {
  const url = link && address(link.href);
  if (!url) return;
  const made = document.createElement("button");
  made.type = "button";
  made.className = "save-button save-button-small";
  card.append(made);
  const label = card.querySelector(":is(.card-label, .row-label)")?.textContent ?? "";
  start(made, { url, title: link.textContent?.trim() ?? "", label: label.trim() }, "addShort", "removeShort");
  show(made, saved());
}

/**
 * @param {HTMLButtonElement} button
 * @param {Item} item
 * @param {string} add the name of the text while the article is not kept
 * @param {string} remove and while it is
 */
function start(button, item, add, remove) {
  buttons.set(button, { item, add, remove });
  button.hidden = false;
  button.addEventListener("click", () => {
    const isItem = (/** @type {Item} */ { url }) => url === item.url;
    const on = !saved().some(isItem);
    const failed = change((items) => [...items.filter((other) => !isItem(other)), ...(on ? [item] : [])]);
    said.textContent = text(failed || (on ? "added" : "removed"), saved().length);
    button.parentElement?.querySelector(".save-failed")?.remove();
    if (!failed) return;
    const notice = document.createElement("span");
    notice.className = "notice save-failed";
    notice.textContent = text(failed);
    button.after(notice);
  });
}

/** @param {Element} button @param {Item[]} items */
function show(button, items) {
  const known = buttons.get(button);
  if (!known) return;
  const on = items.some(({ url }) => url === known.item.url);
  button.textContent = text(on ? known.remove : known.add);
  button.classList.toggle("save-button-on", on);
  // A short text says nothing by itself to whoever only hears it.
  if (known.add === "addShort") button.setAttribute("aria-label", `${button.textContent}: ${known.item.title}`);
  const link = /** @type {HTMLElement | null | undefined} */ (button.parentElement?.querySelector(".save-link"));
  if (link) link.hidden = !on;
}

/** The address of a link below the site's; none if it leads elsewhere. @param {string} link */
export function address(link) {
  const { origin, pathname } = new URL(link, location.href);
  const url = pathname.slice(site.length).replace(/(^|\/)index\.html$/, "$1");
  return origin === location.origin && pathname.startsWith(site) && isAddress(url) ? url : null;
}
