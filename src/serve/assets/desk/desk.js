// The desk: the list of articles, or one of them, by the address.

import * as api from "./api.js";
import * as dialogs from "./dialogs.js";
import { showEditor } from "./editor.js";
import { element, fill, say } from "./element.js";
import { editUrl, kindWanted, showList } from "./list.js";
import { REVIEW_URL, showReview } from "./review.js";
import { reason, t } from "./words.js";

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const bar = /** @type {HTMLElement} */ (document.querySelector("header"));

/** @type {import("./api.js").Site | null} */
let site = null;
/** @type {((site: import("./api.js").Site) => void) | null} */
let list = null;
/** @type {((report: import("./api.js").Report) => void) | null} */
let review = null;
/** @type {ReturnType<typeof showEditor> | null} */
let editor = null;
let number = 0;
/** Whether the site, or what was asked of it, could not be shown. */
let isStuck = false;

/** @param {string | null} path */
async function go(path, push = true) {
  if (push) history.pushState(null, "", path === null ? "/_polder/" : editUrl(path));
  await show();
  main.focus();
  scrollTo({ top: 0, behavior: "instant" });
}

async function show() {
  number += 1;
  const mine = number;
  const parameters = new URLSearchParams(location.search);
  editor?.leave();
  editor = null;
  list = null;
  review = null;
  isStuck = false;
  try {
    site = await api.site();
    if (mine !== number) return;
    showBar(site);
    if (parameters.has("review")) {
      document.title = `${t.review} · ${site.title}`;
      const report = await api.report();
      if (mine === number) review = showReview(main, report);
      return;
    }
    const path = parameters.get("path") ?? pathOf(site, parameters.get("page"));
    if (path === null) {
      document.title = `${t.desk} · ${site.title}`;
      list = showList(main, site, {
        make: (collection) => void make(collection),
        trash: () => void trash(),
        take: (collection, file) => void take(collection, file),
      });
      return;
    }
    // An article that was just made is not in the list yet.
    for (let turn = 0; turn < 40 && !site.articles.some((row) => row.path === path); turn += 1) {
      await new Promise((done) => setTimeout(done, 75));
      site = await api.site();
    }
    const loaded = await api.article(path);
    if (mine === number) editor = showEditor(main, site, loaded, (next) => void go(next));
  } catch (error) {
    if (mine !== number) return;
    isStuck = true;
    fill(main, element("p", { class: "notice notice-error", role: "alert" }, reason(error)),
      element("p", {}, element("a", { href: "/_polder/" }, t.allArticles)));
  }
}

/** The file of a page of the site. @param {import("./api.js").Site} site @param {string | null} url */
function pathOf(site, url) {
  return url === null ? null : (site.articles.find((row) => row.url === url)?.path ?? null);
}

/** @param {import("./api.js").Site} site */
function showBar(site) {
  const here = location.pathname + location.search;
  fill(
    bar,
    element("a", { href: "/_polder/", class: "bar-title" }, element("strong", {}, t.desk), ` ${site.title}`),
    element("nav", { "aria-label": t.desk },
      element("a", { href: "/_polder/", "aria-current": here === "/_polder/" && "page" }, t.allArticles),
      element("a", { href: REVIEW_URL, "aria-current": here === REVIEW_URL && "page" }, t.review),
      element("a", { href: site.base, target: "polder-site" }, t.viewSite)),
  );
}

/** @param {string | null} collection */
async function make(collection) {
  if (!site) return;
  const path = await dialogs.newArticle(site, collection);
  if (path !== null) await go(path);
}

/** @param {string | null} collection @param {File | null} file */
async function take(collection, file) {
  if (!site) return;
  const path = await dialogs.importFile(site, collection, file);
  if (path !== null) await go(path);
}

// A document may be dropped anywhere on the list. Elsewhere a file that
// misses its field must not take the place of the desk.
document.addEventListener("dragover", (event) => {
  if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const file = event.dataTransfer?.files[0];
  if (!file || event.defaultPrevented) return;
  event.preventDefault();
  if (list && !document.querySelector("dialog[open]")) void take(kindWanted(), file);
});

async function trash() {
  const path = await dialogs.trash();
  if (path !== null) await go(path);
}

// Links between the desk's own pages do not load it anew.
document.addEventListener("click", async (event) => {
  const link = /** @type {Element} */ (event.target).closest?.("a[href^='/_polder/']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  if (editor && !(await editor.mayLeave())) return;
  history.pushState(null, "", link.getAttribute("href"));
  await show();
  main.focus();
  scrollTo({ top: 0, behavior: "instant" });
});
addEventListener("popstate", () => void show());

api.follow(async () => {
  // What is wrong may be mended now, such as polder.toml.
  if (isStuck) return show();
  try {
    const newer = await api.site();
    site = newer;
    list?.(newer);
    const show = review;
    const report = show ? await api.report() : null;
    if (show && report && show === review) show(report);
    await editor?.renew(newer);
  } catch {
    // The next event tells more; who saves meanwhile is told.
  }
});

fill(main, element("p", {}, t.loading));
say("");
void show();
