// How near a page is to the query as it was put: whether its title or one of
// its headings says the same, and whether neighbours in the query are
// neighbours in the title (src/search/near.rs).

/** @typedef {import("./words.js").Word} Word */
/** @typedef {{form: string, weight: number, unfinished: boolean}} Token */

const TELLING = 4;
const WHOLE = 64;
const SHORTEST_PIECE = 4;
const LONGEST_ENDING = 3;

/** @typedef {import("./reader.js").Found} Found */
/** @typedef {{query: import("./words.js").Query, corrected: [string, string][], units: {form: string, rareness: number}[]}} Asked */
/**
 * @typedef {object} Tools those of the reader: a second copy would be more bytes
 * @property {(a: Found, b: Found) => number} order
 * @property {(units: {rareness: number}[]) => number} sum
 * @property {(text: string) => Word[]} wordsIn
 */

/**
 * Puts the best in the order of how near they are to the query as it was put,
 * and raises what these refer to. The first stays the first, but among pages
 * of which a title or name is the query.
 * @param {import("./reader.js").Index} index
 * @param {Found[]} found best first
 * @param {Asked} asked
 * @param {Tools} tools
 */
export async function compare(index, found, asked, tools) {
  const { files, manifest } = index;
  const { near, linked = 0, linked_base } = manifest.weights;
  const best = found.slice(0, near);
  nearer(best, await Promise.all(best.map(({ page }) => files.record(page))), asked, index, tools);
  found.splice(0, near, ...best.sort(tools.order));
  // Pages about one thing refer to one another (src/search/linked.rs). What
  // these refer to stands in their records, which are there.
  /** @type {Map<number, number>} */
  const raised = new Map();
  for (const [at, { page, score }] of found.slice(0, linked).entries()) {
    const more = Math.floor((score * (linked - at)) / linked_base);
    for (const to of await files.links(page)) raised.set(to, (raised.get(to) ?? 0) + more);
  }
  const [first] = found;
  const stays = (/** @type {Found} */ one) => one === first && !first.exact;
  for (const one of found) if (!stays(one)) one.score += raised.get(one.page) ?? 0;
  found.sort((a, b) => Number(stays(b)) - Number(stays(a)) || tools.order(a, b));
}

/**
 * Raises the scores of the best by what their titles and headings have of the
 * query, and tells of which a name is the query, were it not for a word that
 * names their kind.
 * @param {Found[]} best
 * @param {string[][]} records of the best
 * @param {Asked} asked
 * @param {import("./reader.js").Index} index
 * @param {Tools} tools
 */
function nearer(best, records, { query, corrected, units }, { stop, manifest }, { sum, wordsIn }) {
  const { near_base, near_title, near_pairs, near_heading, linked } = manifest.weights;
  const token = (/** @type {string} */ form, unfinished = false) => ({ form, weight: stop.has(form) ? 1 : TELLING, unfinished });
  const pieces = (/** @type {Word[]} */ words) => words.filter(({ pieces }) => pieces === 1).map(({ form }) => form);
  const meant = new Map(corrected);
  const asked = query.chunks.flatMap(({ words, unfinished }) => pieces(words).map((form) => token(meant.get(form) ?? form, unfinished)));
  const tokens = (/** @type {string} */ text) => pieces(wordsIn(text)).map((form) => token(form));
  for (const [at, [, title, collection, , , ...cells]] of records.entries()) {
    const one = best[at];
    const text = tokens(title);
    const like = likeness(asked, text);
    const heading = Math.max(0, ...cells.filter((_, at) => at % 2 === 0).map((heading) => likeness(asked, tokens(heading))));
    const more = near_title * Math.floor((like * like) / WHOLE) + near_pairs * neighbours(asked, text) + near_heading * heading;
    one.score = Math.floor((one.score * (near_base + more)) / near_base);
    // Since version 5.
    const label = linked && collection ? tokens(manifest.collections[Number(collection)]) : [];
    const kind = units.filter(({ form }) => label.length === 1 && alike(token(form), label[0]) === 2);
    one.exact ||= one.named > 0 && kind.length > 0 && one.named + sum(kind) >= sum(units);
  }
}

/**
 * How much of each of two texts the other has.
 * @param {Token[]} query
 * @param {Token[]} text
 */
function likeness(query, text) {
  let had = 0;
  let all = 0;
  for (const [own, others] of [[query, text], [text, query]]) {
    for (const word of own) {
      had += word.weight * Math.max(0, ...others.map((other) => alike(word, other)));
      all += word.weight * 2;
    }
  }
  return Math.floor((WHOLE * had) / all);
}

/**
 * How many neighbours of the query, stop words left out, are neighbours in
 * the text, in either order, or two parts of one word.
 * @param {Token[]} query
 * @param {Token[]} text
 */
function neighbours(query, text) {
  const [asked, there] = [query, text].map((tokens) => tokens.filter(({ weight }) => weight === TELLING));
  const near = asked.filter((b, at) => {
    const a = asked[at - 1];
    return a && there.some((word, i) => {
      const next = there[i + 1] ?? { form: "", weight: 0 };
      const [first, second] = [alike(a, word), alike(b, word)];
      return (first && (alike(b, next) || (second && a.form !== b.form))) || (second && alike(a, next));
    });
  });
  return Math.floor((WHOLE * near.length) / (Math.max(asked.length, 2) - 1));
}

/**
 * How much two words are one: 2 for the same, perhaps another inflection of
 * it, 1 for a part of the other.
 * @param {Token} one
 * @param {Token} other
 */
function alike(one, other) {
  const [short, long] = one.form.length < other.form.length ? [one, other] : [other, one];
  const [a, b] = [short.form, long.form];
  const begins = b.startsWith(a);
  if (a === b || (begins && short.unfinished)) return 2;
  if (one.weight + other.weight < 2 * TELLING) return 0;
  const alike = Math.max(SHORTEST_PIECE, b.length - LONGEST_ENDING);
  if (a.slice(0, alike) === b.slice(0, alike)) return 2;
  return a.length >= SHORTEST_PIECE && (begins || b.endsWith(a)) ? 1 : 0;
}
