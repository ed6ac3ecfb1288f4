// The files of an older polder are still read: a site that was published
// keeps its index and its reader, but a page of today may meet files of then.
//
// sample-v<n> holds the files of version n (search-index/FORMAT.md) for 88
// pages of made-up text, and what they answered then. A sample is never made
// anew: a change that it does not survive is a new version, with a new sample.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { open } from "../../search-index/client/reader.js";
import { Numbers, Shard } from "../../search-index/client/files.js";
import { Places } from "../../search-index/client/phrases.js";
import { BASE, network } from "./index.mjs";

/** What of an answer must stay: all but the words to mark, and values of facets that no page has. */
function kept({ wanted, facets, ...answer }) {
  const counted = (values) => values.filter(({ count }) => count).map(({ slug, label, count }) => [slug, label, count]);
  return { ...answer, facets: facets.map(({ name, label, values }) => [name, label, ...counted(values)]) };
}

/** The place of a shard in its name: before version 4 among all, since then among those of one first letter. */
function placeOf(version, bounds, at) {
  if (version < 4) return at;
  const letter = bounds[at][0];
  return `${letter.codePointAt(0).toString(16)}-${bounds.slice(0, at).filter((bound) => bound[0] === letter).length}`;
}

/** A number in the bytes of the format. */
const varint = (number) => (number < 128 ? [number] : [(number & 127) | 128, ...varint(number >> 7)]);

/** The lines of a shard of records, and what follows on them for each page: the pages that it refers to. */
function recordsOf(version, bytes) {
  if (version < 5) return { lines: String(bytes).trimEnd().split("\n"), links: [] };
  const numbers = new Numbers(new Uint8Array(bytes));
  const lines = new TextDecoder().decode(numbers.take(numbers.next())).trimEnd().split("\n");
  return { lines, links: lines.map(() => [...numbers.ascending(numbers.next())]) };
}

/** A shard of records of these lines and links. */
function shardOf(version, lines, links) {
  const text = Buffer.from(`${lines.join("\n")}\n`);
  const gaps = (pages) => pages.flatMap((page, at) => varint(at ? page - pages[at - 1] - 1 : page));
  const rest = links.flatMap((pages) => [...varint(pages.length), ...gaps(pages)]);
  return version < 5 ? text : Buffer.from([...varint(text.length), ...text, ...rest]);
}

for (const version of [1, 2, 3, 4, 5]) {
  const folder = fileURLToPath(new URL(`sample-v${version}/`, import.meta.url));
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const numbers = (name) => new Numbers(new Uint8Array(inflateRawSync(readFileSync(join(folder, name)))));
  const answers = JSON.parse(readFileSync(join(folder, "answers.json"), "utf8"))
    // Phrases and words to leave out need places, which there were none of in version 1.
    .filter(({ query }) => version > 1 || !/"|(^| )-/.test(query));
  const lists = { t: manifest.terms, p: manifest.prefixes, w: manifest.forms };
  if (version === 2) lists.o = manifest.places;
  if (version > 2) {
    const [bounds, hashes] = inflateRawSync(readFileSync(join(folder, `n0-${manifest.places}.bin`)), { encoding: "utf8" }).toString().split("\n");
    lists.o = { bounds, hashes };
  }

  test(`a sample of version ${version} answers as it did`, async () => {
    assert.equal(manifest.version, version);
    globalThis.fetch = network(folder).fetch;
    const index = await open(BASE);
    for (const { query, options, answer } of answers) assert.deepEqual(kept(await index.search(query, options)), answer, query);
  });

  test(`version ${version}: many records have their hashes ${version < 3 ? "in a file of their own" : "by the row"}`, async () => {
    const { hashes, size } = manifest.records;
    const shards = hashes.match(/.{5}/g).map((hash, at) => recordsOf(version, inflateRawSync(readFileSync(join(folder, `r${at}-${hash}.bin`)))));
    const [lines, links] = [shards.flatMap(({ lines }) => lines), shards.flatMap(({ links }) => links)];
    assert.equal(lines.length, manifest.pages);
    const { fetch } = network(folder);
    globalThis.fetch = async (address) => {
      const records = version < 3 ? { size, hashes: "", directory: "abcde" } : { size: 2, row: 16, hashes: "aaaaabbbbbccccc" };
      if (address.endsWith("manifest.json")) return Response.json({ ...manifest, records });
      const [, at, hash] = /\/r(\d+)-(\w+)\.bin$/.exec(address) ?? [];
      if (version > 2 && hash) {
        assert.equal(hash, "abc"[Math.floor(Number(at) / 16)].repeat(5));
        const two = [2 * Number(at), 2 * Number(at) + 2];
        return new Response(deflateRawSync(shardOf(version, lines.slice(...two), links.slice(...two))));
      }
      return address.endsWith("d0-abcde.bin") ? new Response(deflateRawSync(hashes)) : fetch(address);
    };
    const index = await open(BASE);
    for (const { query, options, answer } of answers) assert.deepEqual(kept(await index.search(query, options)), answer, query);
  });

  test(`version ${version}: every file of the sample has its name in the manifest`, () => {
    const named = [];
    const add = (kind, hashes, place = (at) => at) => hashes.match(/.{5}/g).forEach((hash, at) => named.push(`${kind}${place(at)}-${hash}.bin`));
    for (const [kind, { bounds, hashes }] of Object.entries(lists)) add(kind, hashes, (at) => placeOf(version, bounds.split(" "), at));
    add("r", manifest.records.hashes);
    add("f", manifest.facet_file);
    if (version > 2) add("n", manifest.places);
    assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith(".bin")).sort(), named.sort());
  });

  test(`version ${version}: shards hold what the format says, each form in the shard of its bound`, () => {
    for (const [kind, list] of Object.entries(lists)) {
      const bounds = list.bounds.split(" ");
      for (const [at, bound] of bounds.entries()) {
        const name = `${kind}${placeOf(version, bounds, at)}-${list.hashes.slice(5 * at, 5 * at + 5)}.bin`;
        const shard = kind === "o" ? new Places(numbers(name)) : new Shard(numbers(name), version);
        assert.deepEqual(shard.forms, [...new Set(shard.forms)].sort(), name);
        assert.ok(shard.forms.every((form) => form >= bound && !(form >= bounds[at + 1])), name);
        if (kind === "w") assert.ok(shard.forms.every((form) => form[0] === bound), name);
        for (const { idf, pages, levels } of shard.lists ?? []) {
          assert.ok(idf >= 1 && idf <= 255);
          assert.equal(levels.length, pages.length);
          assert.ok(pages.every((page, i) => page < manifest.pages && (i === 0 || page > pages[i - 1])), name);
        }
        for (const form of kind === "o" ? shard.forms : []) {
          const places = shard.of(form);
          assert.ok(places.size > 0);
          for (const [page, found] of places) {
            assert.ok(page < manifest.pages && found.length > 0, name);
            assert.ok(found.every((place, i) => place > (found[i - 1] ?? 0)), name);
          }
        }
      }
    }
  });
}
