// Where words stand on pages: for quotes and words to leave out, which few
// queries have.

/** @typedef {import("./files.js").Files} Files */
/** @typedef {import("./files.js").Numbers} Numbers */

/** A shard of places: sorted forms, and where each stands. */
export class Places {
  /** @param {Numbers} numbers */
  constructor(numbers) {
    const count = numbers.next();
    this.forms = numbers.forms(count);
    const lengths = Array.from({ length: count }, () => numbers.next());
    this.blocks = lengths.map((length) => numbers.part(length));
  }

  /** @param {string} form */
  of(form) {
    /** @type {Map<number, number[]>} */
    const places = new Map();
    const numbers = this.blocks[this.forms.indexOf(form)];
    if (!numbers) return places;
    numbers.at = 0;
    for (let page = 0; numbers.at < numbers.bytes.length; page++) {
      page += numbers.next();
      let place = 0;
      places.set(page, Array.from({ length: numbers.next() }, () => (place += numbers.next())));
    }
    return places;
  }
}

/**
 * The pages where these forms stand next to one another.
 * @param {Files} files
 * @param {string[]} forms
 * @returns {Promise<Set<number>>}
 */
export async function phrase(files, forms) {
  const { bounds, hashes } = await names(files);
  const shards = await Promise.all(forms.map((form) => files.shard("o", bounds.split(" "), hashes, form, (numbers) => new Places(numbers))));
  const places = shards.map((shard, at) => shard?.of(forms[at]) ?? new Map());
  // From the rarest word to the others.
  const from = places.reduce((best, { size }, at) => (size < places[best].size ? at : best), 0);
  /** @type {Set<number>} */
  const pages = new Set();
  for (const [page, starts] of places[from]) {
    const others = places.map((known) => known.get(page));
    if (others.every(Boolean) && starts.some((/** @type {number} */ start) => others.every((known, at) => known.includes(start - from + at)))) pages.add(page);
  }
  return pages;
}

/**
 * The bounds and hashes of the shards of places.
 * @param {Files} files
 * @returns {Promise<{bounds: string, hashes: string}>}
 */
async function names(files) {
  const { places = { bounds: "", hashes: "" } } = files.manifest;
  if (typeof places !== "string") return places;
  return files.file("n", 0, places, (bytes) => {
    const [bounds, hashes] = new TextDecoder().decode(bytes).split("\n");
    return { bounds, hashes };
  });
}
