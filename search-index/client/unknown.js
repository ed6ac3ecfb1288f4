// Words that find nothing: another inflection of one that the site uses, a
// compound of words it uses, or a typing error (src/search/unknown.rs).

/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./files.js").Shard} Shard */
/** @typedef {{prefix: boolean, form: string}} Part */
/** @typedef {{inflection: string[]} | {parts: Part[]} | {typo: string} | null} Guess */

const ENDINGS = "aties ering atie heden ingen heid ende end ste ing ers ere ten den en er st te de e s t d n".split(" ");
const LINKS = ["", "s", "en", "e"];
const SHORTEST = 4;

/**
 * What `word` most likely is.
 * @param {Files} files
 * @param {string} word
 * @param {boolean} unfinished
 * @param {boolean} repair whether it may be a typing error
 * @returns {Promise<Guess>}
 */
export async function guess(files, word, unfinished, repair) {
  const letters = [...word];
  if (letters.length < 2) return null;
  const own = await files.letter(letters[0]);
  return (
    inflection(own, word) ??
    // Of `geevalueerd` the site may use `evalueren` only.
    (/^ge/.test(word) && utf8(word) > 6 ? inflection(await files.letter(letters[2]), word.slice(2)) : null) ??
    (repair && own ? typo(own, letters, 1) : null) ??
    (await parts(files, word, unfinished)) ??
    (repair && own ? typo(own, letters, 2) : null) ??
    (repair ? secondLetter(files, letters) : null)
  );
}

/**
 * @param {Files} files
 * @param {string[]} letters
 */
async function secondLetter(files, letters) {
  const shard = await files.letter(letters[1]);
  return shard && typo(shard, letters, 2);
}

/**
 * @param {Shard | null} shard
 * @param {string} word
 */
function inflection(shard, word) {
  if (!shard || word.length < 4 || /\p{N}/u.test(word)) return null;
  const rest = core(word);
  /** @type {{form: string, common: number, group: number}[]} */
  const like = [];
  shard.forms.forEach((form, at) => {
    const common = commonPrefix(form, word);
    if (form !== word && utf8(form) >= 3 && common + 4 >= Math.min(form.length, word.length) && core(form) === rest) {
      like.push({ form, common, group: shard.groups[at] });
    }
  });
  // What is alike in both keeps the order of the forms.
  like.sort((a, b) => b.common - a.common || utf8(a.form) - utf8(b.form));
  const groups = new Map();
  for (const { form, group } of like) if (!groups.has(group) && groups.size < 3) groups.set(group, form);
  return groups.size ? { inflection: [...groups.values()] } : null;
}

/** @param {string} text */
const utf8 = (text) => new TextEncoder().encode(text).length;

/**
 * What is left of a word without inflection.
 * @param {string} word
 */
export function core(word) {
  let rest = "";
  for (const c of /^ge/.test(word) && utf8(word) > 6 ? word.slice(2) : word) if (!rest.endsWith(c)) rest += c;
  for (let i = 0; i < 2; i++) {
    const ending = ENDINGS.find((ending) => rest.endsWith(ending) && utf8(rest) - ending.length >= 3);
    if (ending) rest = rest.slice(0, -ending.length);
  }
  for (const [voiced, voiceless] of ["vf", "zs", "dt"]) if (rest.endsWith(voiced)) rest = rest.slice(0, -1) + voiceless;
  return rest;
}

/**
 * @param {string} a
 * @param {string} b
 */
function commonPrefix(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/**
 * The parts of a compound that the site does not use as a whole. Letters
 * whose forms are needed are loaded, and then it is tried again.
 * @param {Files} files
 * @param {string} word
 * @param {boolean} unfinished
 */
async function parts(files, word, unfinished) {
  if (word.length < 2 * SHORTEST || !/^[a-z]*$/.test(word)) return null;
  /** @type {Map<string, Shard | null>} */
  const loaded = new Map();
  const missing = new Set([word[0]]);
  const shardOf = (/** @type {string} */ part) => {
    if (!loaded.has(part[0])) missing.add(part[0]);
    return loaded.get(part[0]);
  };
  const isPart = (/** @type {string} */ part) => {
    const shard = shardOf(part);
    const at = shard?.find(part) ?? -1;
    return at >= 0 && shard?.parts[at] === 1;
  };
  const isPartOrPrefix = (/** @type {string} */ part) =>
    isPart(part) || (word.endsWith(part) && Boolean(shardOf(part)?.starting(part).length));
  for (;;) {
    for (const letter of missing) loaded.set(letter, await files.letter(letter));
    missing.clear();
    const whole = split(word, isPart);
    const open = whole || !unfinished ? null : split(word, isPartOrPrefix);
    if (missing.size) continue;
    if (whole) return { parts: whole.map((form) => ({ form, prefix: false })) };
    if (open) return { parts: open.map((form, at) => ({ form, prefix: at === open.length - 1 })) };
    return null;
  }
}

/**
 * The longest first part for which the rest can be split as well.
 * @param {string} word
 * @param {(part: string) => boolean} isPart
 */
export function split(word, isPart) {
  if (word.length < 2 * SHORTEST || !/^[a-z]*$/.test(word)) return null;
  /** @type {string[]} */
  const parts = [];
  return splitInto(word, isPart, parts, 4) && parts.length > 1 ? parts : null;
}

/**
 * @param {string} word
 * @param {(part: string) => boolean} isPart
 * @param {string[]} parts
 * @param {number} room
 * @returns {boolean}
 */
function splitInto(word, isPart, parts, room) {
  if (parts.length && isPart(word)) {
    parts.push(word);
    return true;
  }
  if (room <= 1) return false;
  for (let end = word.length - SHORTEST; end >= SHORTEST; end--) {
    if (!isPart(word.slice(0, end))) continue;
    for (const link of LINKS) {
      const rest = word.slice(end);
      if (!rest.startsWith(link) || rest.length - link.length < SHORTEST) continue;
      parts.push(word.slice(0, end));
      if (splitInto(rest.slice(link.length), isPart, parts, room - 1)) return true;
      parts.pop();
    }
  }
  return false;
}

/**
 * The form nearest to a word, among those with one first letter.
 * @param {Shard} shard
 * @param {string[]} letters
 * @param {number} edits
 */
function typo(shard, letters, edits) {
  const most = Math.min(edits, letters.length < 4 ? 0 : letters.length < 8 ? 1 : 2);
  if (!most || letters.some((c) => /\p{N}/u.test(c))) return null;
  const word = letters.join("");
  /** @type {{rank: number, form: string} | null} */
  let best = null;
  for (const [at, form] of shard.forms.entries()) {
    const longer = Math.abs(form.length - letters.length);
    if (form.length < 4 || longer > most) continue;
    const edits = distance(word, form, most);
    if (!edits || edits > most) continue;
    let suffix = 0;
    while (suffix < form.length && suffix < word.length && form[form.length - 1 - suffix] === word[word.length - 1 - suffix]) suffix++;
    const unlike = Math.max(0, letters.length + form.length - commonPrefix(form, word) - suffix);
    // Few edits, a common word, the same first letter.
    const cost = edits * 64 + (shard.rareness[shard.groups[at]] ?? 0) + unlike * 2 + (form[0] === word[0] ? 0 : 24);
    const rank = cost * 1e6 + unlike * 1e3 + longer;
    if (!best || rank < best.rank) best = { rank, form };
  }
  return best && { typo: best.form };
}

/**
 * The number of edits between two words, a swap of neighbours as one.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export function distance(a, b, most) {
  /** @type {number[]} */
  let before = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
      current[j] = value;
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length];
}
