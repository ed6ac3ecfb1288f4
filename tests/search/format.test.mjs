// The files of an older polder are still read: a site that was published
// keeps its index and its reader, but a page of today may meet files of then.
//
// sample-v1 holds the files of version 1 (search-index/FORMAT.md) for 88
// pages of made-up text, and what they answered then. It is never made anew:
// a change that it does not survive is a new version, with a new sample.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { open } from "../../search-index/client/reader.js";
import { Shard } from "../../search-index/client/files.js";
import { BASE, network } from "./index.mjs";

const SAMPLE = fileURLToPath(new URL("sample-v1/", import.meta.url));
// Phrases and words to leave out need places, which there were none of then.
const ANSWERS = JSON.parse(readFileSync(join(SAMPLE, "answers.json"), "utf8")).filter(({ query }) => !/"|(^| )-/.test(query));
const manifest = JSON.parse(readFileSync(join(SAMPLE, "manifest.json"), "utf8"));
const file = (name) => inflateRawSync(readFileSync(join(SAMPLE, name)));

/** What of an answer must stay: all but the words to mark, and values of facets that no page has. */
function kept({ wanted, facets, ...answer }) {
  const counted = (values) => values.filter(({ count }) => count).map(({ slug, label, count }) => [slug, label, count]);
  return { ...answer, facets: facets.map(({ name, label, values }) => [name, label, ...counted(values)]) };
}

test("a sample of version 1 answers as it did", async () => {
  globalThis.fetch = network(SAMPLE).fetch;
  const index = await open(BASE);
  for (const { query, options, answer } of ANSWERS) assert.deepEqual(kept(await index.search(query, options)), answer, query);
});

test("the hashes of many records may stand in a file of their own", async () => {
  const { hashes, size } = manifest.records;
  const { fetch } = network(SAMPLE);
  globalThis.fetch = async (address) => {
    if (address.endsWith("manifest.json")) return Response.json({ ...manifest, records: { size, hashes: "", directory: "abcde" } });
    return address.endsWith("d0-abcde.bin") ? new Response(deflateRawSync(hashes)) : fetch(address);
  };
  const index = await open(BASE);
  for (const { query, options, answer } of ANSWERS) assert.deepEqual(kept(await index.search(query, options)), answer, query);
});

test("every file of the sample has its name in the manifest", () => {
  const named = [];
  const add = (kind, hashes) => hashes.match(/.{5}/g).forEach((hash, at) => named.push(`${kind}${at}-${hash}.bin`));
  add("t", manifest.terms.hashes);
  add("p", manifest.prefixes.hashes);
  add("w", manifest.forms.hashes);
  add("r", manifest.records.hashes);
  add("f", manifest.facet_file);
  assert.deepEqual(readdirSync(SAMPLE).filter((name) => name.endsWith(".bin")).sort(), named.sort());
});

test("shards of words hold what the format says, each form in the shard of its bound", () => {
  for (const [kind, list] of [["t", manifest.terms], ["p", manifest.prefixes], ["w", manifest.forms]]) {
    const bounds = list.bounds.split(" ");
    for (const [at, bound] of bounds.entries()) {
      const name = `${kind}${at}-${list.hashes.slice(5 * at, 5 * at + 5)}.bin`;
      const shard = new Shard(new Uint8Array(file(name)));
      assert.deepEqual(shard.forms, [...new Set(shard.forms)].sort(), name);
      assert.ok(shard.forms.every((form) => form >= bound && !(form >= bounds[at + 1])), name);
      if (kind === "w") assert.ok(shard.forms.every((form) => form[0] === bound), name);
      for (const { idf, pages, levels } of shard.lists) {
        assert.ok(idf >= 1 && idf <= 255);
        assert.equal(levels.length, pages.length);
        assert.ok(pages.every((page, i) => page < manifest.pages && (i === 0 || page > pages[i - 1])), name);
      }
    }
  }
});
