// The words that a result was found by, handed to the page that it opens.
// They do not go in its address, which stays the one to share. Not in
// `sessionStorage` either: a new tab has its own.

/** @typedef {import("./index.js").Wanted} Wanted */
/** @typedef {{forms: string[], prefixes: string[]}[]} Words */

/** The name under which site.js looks for them too. */
const KEY = "polder-words";
/** For how long a page may take to open, in milliseconds. */
const KEPT = 120_000;

/** @returns {Record<string, {at: number, words: Words}>} */
function waiting() {
  try {
    const all = Object.entries(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
    return Object.fromEntries(all.filter(([, { at }]) => Date.now() - at < KEPT));
  } catch {
    return {};
  }
}

/** @param {Record<string, {at: number, words: Words}>} all */
function keep(all) {
  try {
    if (Object.keys(all).length) localStorage.setItem(KEY, JSON.stringify(all));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing marks nothing.
  }
}

/**
 * @param {string} path of the page
 * @param {Wanted[]} wanted
 */
export function handOver(path, wanted) {
  const words = wanted.map(({ forms, prefixes }) => ({ forms: [...forms], prefixes }));
  keep({ ...waiting(), [path]: { at: Date.now(), words } });
}

/**
 * Hands over the words when a link in `list` is followed: in this tab, in
 * another, or by the menu of the link.
 * @param {HTMLElement} list
 * @param {() => Wanted[]} wanted
 */
export function handOverFrom(list, wanted) {
  for (const kind of ["click", "auxclick", "contextmenu"]) {
    list.addEventListener(kind, (event) => {
      const link = /** @type {Element} */ (event.target).closest("a");
      if (link && wanted().length) handOver(link.pathname, wanted());
    });
  }
}

/**
 * The words for this page, for which they are then gone.
 * @returns {Words | null}
 */
export function takeOver() {
  const all = waiting();
  const own = all[location.pathname];
  delete all[location.pathname];
  keep(all);
  return own?.words ?? null;
}
