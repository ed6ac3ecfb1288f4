// The files of an index, loaded when asked for and kept (search-index/FORMAT.md).

/** @typedef {{idf: number, pages: Uint32Array, levels: Uint8Array}} WordList */
/** @typedef {{bounds: string, hashes: string}} ShardList */
/** @typedef {{name: string, label: string, values: [string, string][]}} Facet */
/**
 * @typedef {object} Manifest
 * @property {number} version
 * @property {string} client
 * @property {number} pages
 * @property {Record<string, number>} weights
 * @property {number[]} levels
 * @property {[number, number[]]} rareness
 * @property {string} stop
 * @property {string[]} collections
 * @property {number} facets
 * @property {ShardList} terms
 * @property {ShardList} prefixes
 * @property {ShardList} forms
 * @property {ShardList | string} [places] the hash of the file that names them; the names themselves in version 2
 * @property {{size: number, row?: number, hashes: string, directory?: string}} records before version 3 without rows, and many hashes in a file of their own
 * @property {string} facet_file
 * @property {number} facet_bytes
 * @property {number} most_beginning
 */

const HASH = 5;

/** Whole numbers in bytes: seven bits a byte, lowest first. */
export class Numbers {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  next() {
    let number = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.bytes[this.at++];
      number += (byte & 127) * shift;
      if (byte < 128) return number;
    }
  }

  /** @param {number} count */
  take(count) {
    return this.bytes.subarray(this.at, (this.at += count));
  }

  /** @param {number} count */
  ascending(count) {
    const numbers = new Uint32Array(count);
    for (let i = 0, next = 0; i < count; i++) next = (numbers[i] = next + this.next()) + 1;
    return numbers;
  }

  /**
   * The bytes that follow, as numbers of their own.
   * @param {number} count
   */
  part(count) {
    return new Numbers(this.take(count));
  }

  /**
   * Sorted forms, each written as what differs from the form before.
   * @param {number} count
   */
  forms(count) {
    const shared = this.take(count);
    const own = this.take(count);
    const text = decode(this.take(this.next()));
    /** @type {string[]} */
    const forms = [];
    let from = 0;
    for (let i = 0; i < count; i++) forms.push((forms[i - 1] ?? "").slice(0, shared[i]) + text.slice(from, (from += own[i])));
    return forms;
  }
}

/** @param {Uint8Array} bytes */
const decode = (bytes) => new TextDecoder().decode(bytes);


/** A shard of words: sorted forms, the word each is a form of, and the words' lists. */
export class Shard {
  /**
   * @param {Numbers} numbers
   * @param {number} version before 5 it is not known which forms are a title or name
   */
  constructor(numbers, version) {
    const { bytes } = numbers;
    const flags = version < 5 ? 1 : 2;
    const count = numbers.next();
    const groups = numbers.next();
    this.forms = numbers.forms(count);
    this.groups = new Uint32Array(count);
    this.parts = new Uint8Array(count);
    this.named = new Uint8Array(count);
    for (let i = 0, known = 0; i < count; i++) {
      const code = numbers.next();
      this.parts[i] = code & 1;
      this.named[i] = flags < 2 ? 1 : code & 2;
      const back = code >> flags;
      this.groups[i] = known - back;
      if (!back) known++;
    }
    /** @type {WordList[]} */
    this.lists = [];
    const idfs = (this.rareness = numbers.take(groups));
    if (numbers.at >= bytes.length) return;
    const counts = Array.from({ length: groups }, () => numbers.next());
    this.lists = counts.map((count, at) => ({ idf: idfs[at], pages: numbers.ascending(count), levels: bytes }));
    for (const list of this.lists) list.levels = numbers.take(list.pages.length);
  }

  /**
   * The place of the first form that is not below `text`.
   * @param {string} text
   */
  lower(text) {
    return lower(this.forms, text);
  }

  /**
   * The place of a form, or -1.
   * @param {string} form
   */
  find(form) {
    const at = this.lower(form);
    return this.forms[at] === form ? at : -1;
  }

  /**
   * The places of the forms that begin with `prefix`.
   * @param {string} prefix
   */
  starting(prefix) {
    const places = [];
    for (let at = this.lower(prefix); this.forms[at]?.startsWith(prefix); at++) places.push(at);
    return places;
  }
}

/**
 * @param {string[]} sorted
 * @param {string} text
 */
function lower(sorted, text) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @typedef {{content: Promise<any>, waiting: number, loaded: boolean, stop: AbortController}} Loading */

/** The files under one address. */
export class Files {
  /**
   * @param {string} base
   * @param {Manifest} manifest
   */
  constructor(base, manifest) {
    this.base = base;
    this.manifest = manifest;
    /** @type {Map<string, Loading>} */
    this.kept = new Map();
    /** @type {AbortSignal | undefined} */
    this.signal = undefined;
    this.terms = manifest.terms.bounds.split(" ");
    this.prefixes = manifest.prefixes.bounds.split(" ");
    this.forms = manifest.forms.bounds.split(" ");
    this.readShard = (/** @type {Numbers} */ numbers) => new Shard(numbers, manifest.version);
  }

  /**
   * The same files, asked for by one query: when that is given up, what only
   * it waits for is not loaded on.
   * @param {AbortSignal | undefined} signal
   * @returns {Files}
   */
  with(signal) {
    return Object.assign(Object.create(this), { signal });
  }

  /**
   * A file, read once; a failed one is tried anew when asked for again.
   * @template T
   * @param {string} kind
   * @param {number} at
   * @param {string} hashes
   * @param {(bytes: Uint8Array) => T} read
   * @param {{row?: number, place?: number | string}} [named] how many in a row have one hash, and the place in its name
   * @returns {Promise<T>}
   */
  file(kind, at, hashes, read, { row = 1, place = at } = {}) {
    const from = Math.floor(at / row) * HASH;
    const name = `${kind}${place}-${hashes.slice(from, from + HASH)}.bin`;
    const known = this.kept.get(name);
    if (known) return this.wait(name, known);
    const stop = new AbortController();
    const content = load(this.base + name, { signal: stop.signal }, async (response) => {
      const stream = /** @type {ReadableStream} */ (response.body).pipeThrough(new DecompressionStream("deflate-raw"));
      return read(new Uint8Array(await new Response(stream).arrayBuffer()));
    });
    const file = { content, waiting: 0, loaded: false, stop };
    this.kept.set(name, file);
    content.then(
      () => (file.loaded = true),
      () => this.forget(name, file),
    );
    return this.wait(name, file);
  }

  /**
   * @param {string} name
   * @param {Loading} file
   */
  forget(name, file) {
    if (this.kept.get(name) === file) this.kept.delete(name);
  }

  /**
   * Waits for a file as long as this query is wanted.
   * @param {string} name
   * @param {Loading} file
   * @returns {Promise<any>}
   */
  wait(name, file) {
    const { signal } = this;
    file.waiting++;
    if (!signal) return file.content;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        file.waiting--;
        // The query that comes in its place may want the same file.
        setTimeout(() => {
          if (file.waiting || file.loaded) return;
          this.forget(name, file);
          file.stop.abort();
        });
      };
      if (signal.aborted) return leave();
      signal.addEventListener("abort", leave, { once: true });
      file.content.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  }

  /**
   * The shard that holds `text`, or nothing where it stands before the first.
   * @template T
   * @param {string} kind
   * @param {string[]} bounds
   * @param {string} hashes
   * @param {string} text
   * @param {(numbers: Numbers) => T} read
   * @returns {Promise<T | null>}
   */
  async shard(kind, bounds, hashes, text, read) {
    let at = lower(bounds, text);
    if (bounds[at] !== text) at--;
    return at < 0 || !hashes ? null : this.file(kind, at, hashes, (bytes) => read(new Numbers(bytes)), { place: this.place(bounds, at) });
  }

  /**
   * The place of a shard in its name: among those whose bounds begin with the
   * same letter; before version 4 among all.
   * @param {string[]} bounds
   * @param {number} at
   */
  place(bounds, at) {
    if (this.manifest.version < 4) return at;
    const letter = bounds[at][0] ?? "";
    return `${(letter.codePointAt(0) ?? 0).toString(16)}-${at - lower(bounds, letter)}`;
  }

  /**
   * The shard of words that holds `form`.
   * @param {string} form
   */
  async term(form) {
    return this.shard("t", this.terms, this.manifest.terms.hashes, form, this.readShard);
  }

  /**
   * The words that begin with `prefix`: their lists, or one list of them all
   * where they stretch over several shards.
   * @param {string} prefix
   * @returns {Promise<{lists: WordList[], more: boolean, all: WordList | null}>}
   */
  async starting(prefix) {
    // A bound that goes on from the prefix: more than one shard has it.
    const at = lower(this.terms, prefix);
    const next = this.terms[at] === prefix ? at + 1 : at;
    if (next > 0 && this.terms[next]?.startsWith(prefix)) {
      const shard = await this.shard("p", this.prefixes, this.manifest.prefixes.hashes, prefix, this.readShard);
      const place = shard?.find(prefix) ?? -1;
      if (shard && place >= 0) return { lists: [], more: true, all: shard.lists[shard.groups[place]] };
    }
    const shard = await this.term(prefix);
    if (!shard) return { lists: [], more: false, all: null };
    const places = shard.starting(prefix);
    const lists = [...new Set(places.map((place) => shard.groups[place]))].map((group) => shard.lists[group]);
    return { lists, more: places.some((place) => shard.forms[place] !== prefix), all: null };
  }

  /**
   * All forms of the site with this first letter.
   * @param {string} letter
   */
  async letter(letter) {
    return this.forms.includes(letter) ? this.shard("w", this.forms, this.manifest.forms.hashes, letter, this.readShard) : null;
  }

  /**
   * What a result shows of a page, as lines of its shard.
   * @param {number} page
   * @returns {Promise<string[]>}
   */
  async record(page) {
    const { size } = this.manifest.records;
    const { lines } = await this.records(Math.floor(page / size));
    return lines[page % size].split("\t");
  }

  /**
   * The pages that a page refers to; none before version 5.
   * @param {number} page
   * @returns {Promise<Iterable<number>>}
   */
  async links(page) {
    const { size } = this.manifest.records;
    const { links } = await this.records(Math.floor(page / size));
    return links[page % size] ?? [];
  }

  /**
   * A shard of records.
   * @param {number} at
   * @returns {Promise<{lines: string[], links: Uint32Array[]}>}
   */
  async records(at) {
    const { row, hashes, directory = "" } = this.manifest.records;
    const names = hashes || (await this.file("d", 0, directory, decode));
    const read = (/** @type {Uint8Array} */ bytes) => {
      if (this.manifest.version < 5) return { lines: decode(bytes).split("\n"), links: [] };
      const numbers = new Numbers(bytes);
      const lines = decode(numbers.take(numbers.next())).split("\n");
      return { lines, links: lines.slice(1).map(() => numbers.ascending(numbers.next())) };
    };
    return this.file("r", at, names, read, { row });
  }

  /**
   * What every list needs where the records stand in one shard: before it is
   * known which pages a list shows there is one round trip less to wait for.
   */
  async prepare() {
    const { pages, records } = this.manifest;
    if (records.size >= pages) await this.records(0);
  }

  /**
   * The facets, the pages of each value of each, and the day of each page.
   * @returns {Promise<{facets: Facet[], pages: Uint32Array[][], days: number[]}>}
   */
  facets() {
    return this.file("f", 0, this.manifest.facet_file, (bytes) => {
      const numbers = new Numbers(bytes);
      const length = numbers.next();
      /** @type {Facet[]} */
      const facets = JSON.parse(decode(numbers.take(length)));
      const pages = facets.map(({ values }) => values.map(() => numbers.ascending(numbers.next())));
      return { facets, pages, days: Array.from({ length: this.manifest.pages }, () => numbers.next()) };
    });
  }
}

/**
 * Fetches and reads an address, and once more when either fails.
 * @template T
 * @param {string} address
 * @param {RequestInit} init
 * @param {(response: Response) => Promise<T>} read
 */
export async function load(address, init, read) {
  for (let attempt = 0; ; attempt++) {
    try {
      const response = await fetch(address, init);
      if (response.ok) return await read(response);
      throw new Error(`${response.status} ${address}`);
    } catch (error) {
      if (attempt || init.signal?.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}
