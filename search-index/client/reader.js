// Search in the browser: open an index, ask it queries.
//
//   const index = await open("/search-index/");
//   const { results, total } = await index.search("regie", { filters: { themas: ["geld"] } });
//
// The answer follows from the query and the site, never from what was loaded
// before. Ranking is that of `polder search`, to the last unit
// (src/search/rank.rs).

import { chunksOf, parse, wordsOf } from "./words.js";
import { Files, load } from "./files.js";
import { covers, marks } from "./excerpt.js";

/** @typedef {import("./files.js").WordList} WordList */
/** @typedef {import("./excerpt.js").Wanted} Wanted */
/** @typedef {{form: string, rareness: number, numbers: Map<number, number>, titles: Map<number, number>, wanted: Wanted}} Unit */
/** @typedef {{page: number, score: number, exact: boolean, named: number}} Found */
/**
 * @typedef {object} Options
 * @property {Record<string, string[]>} [filters] values by facet; several of one facet widen, several facets narrow
 * @property {number} [limit] how many results, ten if not given
 * @property {number} [offset] how many to pass over
 * @property {"relevance" | "date"} [sort]
 * @property {boolean} [counts] whether the facets are counted, if no filter asks for them anyway; true if not given
 * @property {boolean} [repair] whether a word that the site does not use is taken for a typing error; true if not given
 * @property {AbortSignal} [signal] gives up when it is no longer needed
 */
/**
 * @typedef {object} Result
 * @property {string} url address inside the site, without the first slash
 * @property {string} title
 * @property {string} collection label of its collection; empty for other pages
 * @property {number | null} day days since 1970
 * @property {string} excerpt
 * @property {[number, number][]} marks ranges of the excerpt
 * @property {[number, number][]} titleMarks ranges of the title
 * @property {{title: string, anchor: string} | null} section the best section
 * @property {number} score
 */
/**
 * @typedef {object} Answer
 * @property {string} query
 * @property {number} total
 * @property {Result[]} results
 * @property {{name: string, label: string, values: {slug: string, label: string, count: number}[]}[]} facets
 * @property {[string, string][]} corrected words as typed and as they were probably meant
 * @property {string[]} leftOut words that nothing is like
 * @property {boolean} partial whether no page has all of the words
 * @property {Wanted[]} wanted what was looked for, for marks
 */

export { marks };

// Version 1 has no places, so no phrase is found in it; in version 2 the
// manifest names them; before version 4 a shard's place is that among all,
// before version 5 it is not known what a page refers to.
const VERSIONS = [1, 2, 3, 4, 5];
const WHOLE_TITLE = 420;

let failures = 0;

/**
 * A module that not every visitor needs. One that failed to load keeps its
 * fault under that address.
 * @param {string} name
 * @returns {Promise<any>}
 */
const later = (name) => import(`./${name}.js`).catch(() => import(`./${name}.js?${++failures}`));

/**
 * Opens the index under an address that ends in a slash.
 * @param {string} base
 */
export async function open(base) {
  return new Index(base, await load(`${base}manifest.json`, { cache: "no-cache" }, (response) => response.json()));
}

/** An index that answers queries. */
export class Index {
  /**
   * @param {string} base
   * @param {import("./files.js").Manifest} manifest
   */
  constructor(base, manifest) {
    if (!VERSIONS.includes(manifest.version)) throw new Error(`search-index version ${manifest.version}`);
    this.manifest = manifest;
    this.files = new Files(base, manifest);
    this.stop = new Set(manifest.stop.split(" "));
  }

  /**
   * The pages for a query.
   * @param {string} text
   * @param {Options} [options]
   * @returns {Promise<Answer>}
   */
  async search(text, options = {}) {
    const { signal } = options;
    signal?.throwIfAborted();
    /** @type {Index} */
    const own = Object.assign(Object.create(this), { files: this.files.with(signal) });
    const answer = await own.answer(text, options);
    signal?.throwIfAborted();
    return answer;
  }

  /** Loads what almost every list needs, for who is about to ask. */
  prepare() {
    return Promise.all([this.files.prepare(), this.manifest.weights.near && later("near")]);
  }

  /**
   * @param {string} text
   * @param {Options} options
   * @returns {Promise<Answer>}
   */
  async answer(text, { filters = {}, limit = 10, offset = 0, sort = "relevance", counts: counted = true, repair = true }) {
    const needed = sort === "date" || Object.values(filters).some((values) => values.length);
    const facetFile = needed || (counted && this.manifest.facets) ? this.files.facets() : null;
    // What goes wrong with them is said when they are waited for.
    facetFile?.catch(() => {});
    if (limit) this.prepare().catch(() => {});
    const { found, units, corrected, leftOut, partial, empty } = await this.rank(text, repair);
    const { facets, pages, days } = (await facetFile) ?? { facets: [], pages: [], days: [] };
    const chosen = facets.map(({ name, values }) => {
      const slugs = filters[name] ?? [];
      return values.flatMap(({ 0: slug }, at) => (slugs.includes(slug) ? [at] : []));
    });
    const filtered = chosen.some((values) => values.length);
    /** @type {Found[]} */
    const all = empty && filtered ? Array.from({ length: this.manifest.pages }, (_, page) => ({ page, score: 0, exact: false, named: 0 })) : found;
    // Of each facet with choices: the pages that have one of them.
    const passes = chosen.map((values, facet) => (values.length ? new Set(values.flatMap((at) => [...pages[facet][at]])) : null));
    const kept = all.filter(({ page }) => passes.every((pass) => !pass || pass.has(page)));
    if (sort === "date") kept.sort((a, b) => days[b.page] - days[a.page] || b.score - a.score || a.page - b.page);
    const counts = facets.map(({ name, label, values }, facet) => {
      const others = passes.filter((_, at) => at !== facet);
      const left = others.some(Boolean) ? all.filter(({ page }) => others.every((pass) => !pass || pass.has(page))) : all;
      const ids = new Set(left.map(({ page }) => page));
      return {
        name,
        label,
        values: values.map(([slug, label], at) => ({ slug, label, count: pages[facet][at].reduce((sum, page) => sum + (ids.has(page) ? 1 : 0), 0) })),
      };
    });
    const wanted = units.map((unit) => unit.wanted);
    const results = await Promise.all(kept.slice(offset, offset + limit).map((one) => this.result(one, wanted)));
    return { query: text, total: kept.length, results, facets: counts, corrected, leftOut, partial, wanted };
  }

  /**
   * What a page itself says about a query, where that is more than its record
   * does; for the results in view, once the list stands.
   * @param {Result} result
   * @param {Wanted[]} wanted of the answer
   * @param {{address: string, signal?: AbortSignal}} options the page's address
   * @returns {Promise<{excerpt: string, marks: [number, number][], section: Result["section"]} | null>}
   */
  async deeper({ excerpt }, wanted, { address, signal }) {
    /** @type {[typeof import("./deeper.js"), string]} */
    const [{ deeper }, html] = await Promise.all([later("deeper"), load(address, { signal }, (response) => response.text())]);
    const page = new DOMParser().parseFromString(html, "text/html");
    return deeper(page, (text) => covers(text, wanted), (text) => marks(text, wanted), covers(excerpt, wanted));
  }

  /**
   * What a result shows of a page.
   * @param {Found} found
   * @param {Wanted[]} wanted
   * @returns {Promise<Result>}
   */
  async result({ page, score }, wanted) {
    const [url, title, collection, day, excerpt, ...headings] = await this.files.record(page);
    let section = null;
    let best = 0;
    for (let at = 0; at < headings.length; at += 2) {
      const count = covers(headings[at], wanted);
      if (count > best) {
        best = count;
        section = { title: headings[at], anchor: headings[at + 1] || anchorOf(headings[at]) };
      }
    }
    return {
      url,
      title,
      collection: collection ? this.manifest.collections[Number(collection)] : "",
      day: day ? Number(day) : null,
      excerpt,
      marks: marks(excerpt, wanted),
      titleMarks: marks(title, wanted),
      section,
      score,
    };
  }

  /**
   * All pages for a query, best first, and how it was understood.
   * @param {string} text
   * @param {boolean} [repair]
   */
  async rank(text, repair = true) {
    const query = parse(text);
    /** @type {typeof import("./phrases.js")} */
    const { phrase } = query.phrases.length || query.excluded.length ? await later("phrases") : {};
    const needed = Promise.all(query.phrases.map((words) => phrase(this.files, words)));
    const without = Promise.all(query.excluded.map(({ words }) => phrase(this.files, [words[0].form])));
    for (const waited of [needed, without]) waited.catch(() => {});
    const lists = await Promise.all(query.chunks.map((chunk) => this.forms(chunk)));
    const all = lists.flat();
    const telling = all.filter(({ form }) => !this.stop.has(form));
    /** @type {[string, string][]} */
    const corrected = [];
    /** @type {string[]} */
    const leftOut = [];
    const looked = await Promise.all((telling.length ? telling : all).map(async (word) => ({ form: word.form, ...(await this.units(word, repair)) })));
    const units = looked.flatMap(({ form, units, meant }) => {
      if (!units.length) leftOut.push(form);
      if (meant) corrected.push([form, meant]);
      return units;
    });
    const [having, left] = await Promise.all([needed, without]);
    const found = this.add(units).filter(({ page }) => having.every((pages) => pages.has(page)) && !left.some((pages) => pages.has(page)));
    await this.compare(found, query, corrected, units);
    const full = sum(units);
    const partial = units.length > 1 && !found.some((one) => one.covered === full);
    return { found, units, corrected, leftOut, partial, empty: !query.chunks.length };
  }

  /**
   * The forms of a chunk: wholes that the site knows, else their pieces.
   * @param {import("./words.js").Chunk} chunk
   */
  async forms({ words, unfinished, quoted }) {
    const forms = [];
    const last = words[words.length - 1].place;
    for (let at = 0; at < words.length; ) {
      const { form, place, pieces } = words[at];
      const ends = place + pieces - 1;
      const open = unfinished && ends >= last;
      const known = pieces === 1 || (await this.has(form)) || (open && (await this.files.starting(form)).more);
      at++;
      if (!known) continue;
      forms.push({ form, unfinished: open, quoted });
      while (at < words.length && words[at].place <= ends) at++;
    }
    return forms;
  }

  /** @param {string} form */
  async has(form) {
    const shard = await this.files.term(form);
    return Boolean(shard && shard.find(form) >= 0);
  }

  /**
   * What a form gives each page. A compound that is taken apart gives a unit
   * a part; what is quoted is meant as it stands.
   * @param {{form: string, unfinished: boolean, quoted: boolean}} word
   * @param {boolean} repair
   * @returns {Promise<{units: Unit[], meant?: string}>}
   */
  async units({ form, unfinished, quoted }, repair) {
    const { weights } = this.manifest;
    const unit = newUnit(form);
    await this.word(unit, form, weights.word);
    if (unfinished) await this.beginning(unit, form, weights.prefix, true);
    if (unit.numbers.size) return { units: [unit] };
    if (quoted) return { units: [] };
    /** @type {typeof import("./unknown.js")} */
    const { guess } = await later("unknown");
    const guessed = await guess(this.files, form, unfinished, repair);
    if (!guessed) return { units: [] };
    if ("inflection" in guessed) {
      for (const like of guessed.inflection) await this.word(unit, like, weights.inflection, 2);
      return { units: [unit] };
    }
    if ("typo" in guessed) {
      await this.word(unit, guessed.typo, weights.typo);
      return { units: [unit], meant: guessed.typo };
    }
    const units = await Promise.all(
      guessed.parts.map(async (part) => {
        const unit = newUnit(form);
        if (part.prefix) await this.beginning(unit, part.form, weights.part, false);
        else await this.word(unit, part.form, weights.part, 0);
        return unit;
      }),
    );
    return { units };
  }

  /**
   * Adds a word of the site to a unit.
   * @param {Unit} unit
   * @param {string} form
   * @param {number} weight
   * @param {number} [titles] of how many words titles are at least, 0 if they do not count
   */
  async word(unit, form, weight, titles = 1) {
    const shard = await this.files.term(form);
    const place = shard?.find(form) ?? -1;
    if (!shard || place < 0) return;
    const group = shard.groups[place];
    shard.forms.forEach((other, at) => shard.groups[at] === group && unit.wanted.forms.add(other));
    // A title of one word that is another form of it is half of it.
    this.give(unit, shard.lists[group], weight, titles === 1 && !shard.named[place] ? 2 : titles);
  }

  /**
   * Adds all words that begin with `prefix` to a unit.
   * @param {Unit} unit
   * @param {string} prefix
   * @param {number} weight
   * @param {boolean} others whether there must be more than the word itself
   */
  async beginning(unit, prefix, weight, others) {
    const { lists, more, all } = await this.files.starting(prefix);
    if (others && !more) return;
    unit.wanted.prefixes.push(prefix);
    this.give(unit, all ?? this.merge(lists), weight, 0);
  }

  /**
   * @param {Unit} unit
   * @param {WordList} list
   * @param {number} weight
   * @param {number} titles of how many words titles are at least, 0 if they do not count
   */
  give(unit, { idf, pages, levels }, weight, titles) {
    unit.rareness ||= idf;
    pages.forEach((page, at) => {
      const number = weight * idf * this.manifest.levels[levels[at] & 31];
      unit.numbers.set(page, Math.max(unit.numbers.get(page) ?? 0, number));
      if (titles && levels[at] > 31) unit.titles.set(page, Math.min(unit.titles.get(page) ?? 7, Math.max(titles, levels[at] >> 5)));
    });
  }

  /**
   * One list of several: of each page the strongest hit, no titles.
   * @param {WordList[]} lists
   * @returns {WordList}
   */
  merge(lists) {
    const levels = new Uint8Array(this.manifest.pages);
    for (const list of lists) list.pages.forEach((page, at) => (levels[page] = Math.max(levels[page], (list.levels[at] & 31) + 1)));
    let pages = [];
    for (const [page, level] of levels.entries()) if (level) pages.push(page);
    const [top, until] = this.manifest.rareness;
    let step = 0;
    while (step < until.length - 1 && pages.length > until[step]) step++;
    pages = pages.sort((a, b) => levels[b] - levels[a] || a - b).slice(0, this.manifest.most_beginning).sort((a, b) => a - b);
    return { idf: top - step, pages: Uint32Array.from(pages), levels: Uint8Array.from(pages, (page) => levels[page] - 1) };
  }

  /**
   * Puts the best in the order of how near they are to the query as it was
   * put, and raises what these refer to. The first stays the first, but among
   * pages of which a title or name is the query.
   * @param {Found[]} found
   * @param {import("./words.js").Query} query
   * @param {[string, string][]} corrected
   * @param {Unit[]} units
   */
  async compare(found, query, corrected, units) {
    if (!this.manifest.weights.near || !found.length) return;
    /** @type {typeof import("./near.js")} */
    const { compare } = await later("near");
    await compare(this, found, { query, corrected, units }, { order, sum, wordsIn: (text) => [...chunksOf(text)].flatMap(([chunk]) => wordsOf(chunk)) });
  }

  /**
   * The sums of the units, best first.
   * @param {Unit[]} units
   */
  add(units) {
    const { coverage_base, coverage, title_base = 1, title: titled = 0, near } = this.manifest.weights;
    const all = sum(units);
    /** @type {Map<number, {sum: number, covered: number, titled: number, title: number}>} */
    const pages = new Map();
    for (const { numbers, titles, rareness } of units) {
      for (const [page, number] of numbers) {
        const known = pages.get(page) ?? { sum: 0, covered: 0, titled: 0, title: 0 };
        known.sum += number;
        known.covered += rareness;
        const title = titles.get(page);
        if (title) {
          known.titled += rareness;
          known.title += Math.floor(WHOLE_TITLE / title);
        }
        pages.set(page, known);
      }
    }
    return [...pages]
      .map(([page, { sum, covered, titled: named, title }]) => ({
        page,
        covered,
        score: Math.floor(
          (Math.floor((sum * (coverage_base * all + coverage * covered)) / Math.max(all, 1)) * (WHOLE_TITLE * title_base + titled * Math.min(title, WHOLE_TITLE))) /
            (WHOLE_TITLE * title_base),
        ),
        exact: title >= WHOLE_TITLE && (near ? named : covered) === all,
        named: title >= WHOLE_TITLE ? named : 0,
      }))
      .sort(order);
  }
}

/**
 * What comes first in a list.
 * @param {Found} a
 * @param {Found} b
 */
const order = (a, b) => Number(b.exact) - Number(a.exact) || b.score - a.score || a.page - b.page;

/**
 * The anchor that follows from a heading (`slug_form` in src/load/place.rs).
 * @param {string} heading
 */
export function anchorOf(heading) {
  return heading
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f'’‘]/g, "")
    .replace(/[ßøæ]/g, (letter) => ({ ß: "ss", ø: "o", æ: "ae" })[letter] ?? "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/**
 * @param {string} form what is asked for
 * @returns {Unit}
 */
function newUnit(form) {
  return { form, rareness: 0, numbers: new Map(), titles: new Map(), wanted: { forms: new Set(), prefixes: [] } };
}

/**
 * The rareness of units together.
 * @param {{rareness: number}[]} units
 */
const sum = (units) => units.reduce((sum, { rareness }) => sum + rareness, 0);
