// The search page: results while typing, filters, and the address as state.
// Its hooks are the data attributes of templates/search.html.

/** @typedef {{manifest: {facet_bytes: number}, search(text: string, options: object): Promise<any>}} Index */

const find = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector));
const input = /** @type {HTMLInputElement | null} */ (find("[data-search-input]"));
const statusLine = find("[data-search-status]");
const list = find("[data-search-results]");
const facets = find("[data-search-facets]");
const more = /** @type {HTMLButtonElement | null} */ (find("[data-search-more]"));
const note = find("[data-search-note]");
const sort = /** @type {HTMLSelectElement | null} */ (find("[data-search-sort]"));
const browse = find("[data-search-browse]");
const chips = find("[data-search-chips]");
const PAGE = 10;

if (input && statusLine && list) start(input, statusLine, list);

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} status
 * @param {HTMLElement} list
 */
function start(input, status, list) {
  const base = status.dataset.index ?? "/search-index/";
  const site = new URL("..", new URL(base, location.href)).pathname;
  /** @type {Promise<Index> | null} */
  let opened = null;
  let running = new AbortController();
  let limit = PAGE;
  let written = 0;
  let later = 0;

  const text = (/** @type {string} */ name, /** @type {(string | number)[]} */ ...values) =>
    (status.dataset[name] ?? "").replace(/\{\}/g, () => String(values.shift() ?? ""));

  const open = () => {
    opened ??= twice(async () => {
      const response = await fetch(`${base}manifest.json`, { cache: "no-cache" });
      if (!response.ok) throw new Error(String(response.status));
      return response.json();
    })
      .then(async (manifest) => {
        const reader = new URL(`${manifest.client}/reader.js`, new URL(base, location.href)).href;
        const { Index } = await twice((again) => import(reader + again));
        return new Index(base, manifest);
      })
      .catch((error) => {
        opened = null;
        throw error;
      });
    return opened;
  };

  const boxes = () => /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-facet] input"));

  const filters = () => {
    /** @type {Record<string, string[]>} */
    const chosen = {};
    for (const box of boxes()) if (box.checked) (chosen[box.name] ??= []).push(box.value);
    return chosen;
  };

  const address = () => {
    const query = new URLSearchParams();
    if (input.value.trim()) query.set("q", input.value.trim());
    for (const box of boxes()) if (box.checked) query.append(box.name, box.value);
    if (sort?.value === "date") query.set("sort", "date");
    return location.pathname + (query.size ? `?${query}` : "");
  };

  const restore = () => {
    const query = new URLSearchParams(location.search);
    input.value = query.get("q") ?? "";
    for (const box of boxes()) box.checked = query.getAll(box.name).includes(box.value);
    if (sort) sort.value = query.get("sort") === "date" ? "date" : "relevance";
  };

  /** @param {"idle" | "loading" | "done" | "error"} state */
  const say = (state, query = "", total = 0) => {
    if (state === "done" || state === "idle") {
      status.dataset.query = query;
      status.dataset.total = String(total);
    }
    status.dataset.state = state;
    const told = { idle: "", loading: status.textContent ?? "", error: text("failed"), done: total === 1 ? text("one") : text("many", total) };
    if (status.textContent !== told[state]) status.textContent = told[state];
  };

  const search = async () => {
    running.abort();
    clearTimeout(later);
    const mine = (running = new AbortController());
    const query = input.value.trim();
    const chosen = filters();
    if (!query && !Object.keys(chosen).length) {
      show({ results: [], total: 0, facets: [], corrected: [], leftOut: [] });
      return say("idle");
    }
    say("loading");
    try {
      const index = await open();
      const options = { filters: chosen, limit, sort: sort?.value, signal: mine.signal };
      // A large facet file waits until nobody types.
      const counts = index.manifest.facet_bytes < 8192;
      const answer = await index.search(input.value.trimStart(), { ...options, counts });
      if (mine.signal.aborted) return;
      show(answer);
      say("done", query, answer.total);
      if (!counts) later = window.setTimeout(() => index.search(input.value.trimStart(), options).then((answer) => facets && filterCounts(facets, answer.facets, answer.total), () => {}), 1000);
    } catch (error) {
      if (mine.signal.aborted) return;
      console.error(error);
      say("error");
      const again = document.createElement("button");
      again.type = "button";
      again.textContent = text("again");
      again.addEventListener("click", search);
      status.append(" ", again);
    }
  };

  /** @param {any} answer */
  const show = ({ results, total, facets: counts, corrected, leftOut, partial }) => {
    list.replaceChildren(...results.map(item));
    list.hidden = !results.length;
    if (more) more.hidden = results.length >= total;
    if (sort?.parentElement) sort.parentElement.hidden = !total;
    const idle = !input.value.trim() && !Object.keys(filters()).length;
    if (browse) browse.hidden = total > 0;
    if (note) {
      const lines = corrected.map((/** @type {[string, string]} */ [typed, meant]) => text("corrected", meant, typed));
      if (leftOut.length && total) lines.push(text("leftOut", leftOut.join(", ")));
      if (partial && total) lines.push(text("partial"));
      if (!total && !idle) lines.push(text("nothing"));
      note.replaceChildren(...lines.map((/** @type {string} */ line) => element("p", line)));
    }
    if (facets) filterCounts(facets, counts, total);
    showChips();
  };

  const showChips = () => {
    const chosen = [...boxes()].filter((box) => box.checked);
    chips?.replaceChildren(
      ...chosen.map((box) => {
        const chip = element("button", `${box.dataset.label ?? box.value} ×`);
        chip.setAttribute("type", "button");
        chip.setAttribute("aria-label", text("remove", box.dataset.label ?? box.value));
        chip.addEventListener("click", () => {
          box.checked = false;
          changed();
          input.focus();
        });
        return chip;
      }),
    );
  };

  /** @param {any} result */
  const item = (result) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = site + result.url;
    link.dataset.result = "";
    link.append(...marked(result.title, result.titleMarks));
    item.append(link);
    const about = [result.collection, result.day === null ? "" : new Date(result.day * 864e5).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" })];
    if (about.some(Boolean)) item.append(element("p", about.filter(Boolean).join(" · "), "result-about"));
    const excerpt = element("p", "", "result-excerpt");
    excerpt.append(...marked(result.excerpt, result.marks));
    item.append(excerpt);
    if (result.section) {
      const section = document.createElement("a");
      section.href = `${link.href}#${result.section.anchor}`;
      section.textContent = result.section.title;
      const line = element("p", `${text("section")} `, "result-section");
      line.append(section);
      item.append(line);
    }
    return item;
  };

  const changed = () => {
    limit = PAGE;
    clearTimeout(written);
    history.pushState(null, "", address());
    search();
  };

  input.addEventListener("input", () => {
    limit = PAGE;
    search();
    // One entry in the history for a query, not one a letter.
    clearTimeout(written);
    written = window.setTimeout(() => {
      const known = new URLSearchParams(location.search).has("q");
      history[known ? "replaceState" : "pushState"](null, "", address());
    }, 400);
  });
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    if (address() !== location.pathname + location.search) changed();
    else search();
  });
  for (const box of boxes()) box.addEventListener("change", changed);
  sort?.addEventListener("change", changed);
  more?.addEventListener("click", () => {
    const first = list.children.length;
    limit += PAGE;
    search().then(() => /** @type {HTMLElement | null} */ (list.children[first]?.querySelector("a"))?.focus());
  });
  addEventListener("popstate", () => {
    clearTimeout(written);
    limit = PAGE;
    restore();
    search();
  });
  addEventListener("keydown", (event) => {
    const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("a[data-result]")]);
    const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const field = document.activeElement === input;
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "")) input.focus();
    else if (event.key === "ArrowDown" && (field || at >= 0) && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus();
    else if (event.key === "Escape" && at >= 0) input.focus();
    else return;
    event.preventDefault();
  });

  if (facets) facets.hidden = false;
  restore();
  search();
  open().catch(() => {});
}

/** @param {(again: string) => Promise<any>} act a module that failed to load has failed for good under that address */
function twice(act) {
  return act("").catch(() => new Promise((resolve) => setTimeout(resolve, 300, "?again")).then(act));
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string} [className]
 */
function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/**
 * A text with the ranges in `<mark>`.
 * @param {string} text
 * @param {[number, number][]} ranges
 */
function marked(text, ranges) {
  /** @type {(string | HTMLElement)[]} */
  const parts = [];
  let at = 0;
  for (const [from, to] of ranges) {
    parts.push(text.slice(at, from), element("mark", text.slice(from, to)));
    at = to;
  }
  return [...parts, text.slice(at)];
}

/**
 * The number of results of each value; values without any are hidden.
 * @param {HTMLElement} facets
 * @param {{name: string, values: {slug: string, count: number}[]}[]} counts
 * @param {number} total
 */
function filterCounts(facets, counts, total) {
  for (const { name, values } of counts) {
    for (const { slug, count } of values) {
      const box = /** @type {HTMLInputElement | null} */ (facets.querySelector(`[data-facet="${CSS.escape(name)}"] input[value="${CSS.escape(slug)}"]`));
      const label = box?.closest("label");
      if (!box || !label) continue;
      label.hidden = !count && !box.checked;
      let shown = label.querySelector("[data-count]");
      if (!shown) {
        box.dataset.label = label.textContent?.trim() ?? "";
        shown = element("span", "");
        shown.setAttribute("data-count", "");
        label.append(" ", shown);
      }
      shown.textContent = `(${count})`;
    }
  }
  for (const fieldset of /** @type {NodeListOf<HTMLElement>} */ (facets.querySelectorAll("[data-facet]"))) {
    fieldset.hidden = total > 0 && !fieldset.querySelector("label:not([hidden])");
  }
}
