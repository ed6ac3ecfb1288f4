// One truth: `polder search` and the browser's reader give the same pages in
// the same order, and what was loaded before cannot change an answer.
//
// Needs a site that was built: target/debug/polder build.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { open } from "./reader.js";

const POLDER = process.env.POLDER ?? "target/debug/polder";
const SITE = process.env.POLDER_SITE ?? "public";
const folder = mkdtempSync(join(tmpdir(), "polder-one-truth-"));
const judged = [...readFileSync("search-index/queries.toml", "utf8").matchAll(/^text = "(.*)"$/gm)].map(([, text]) => text);

// A fixed sequence: a test that fails today fails tomorrow.
let seed = 7;
const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;

before(() => {
  globalThis.fetch = async (path) => new Response(readFileSync(path));
});
after(() => rmSync(folder, { recursive: true }));

const opened = () => open(`${SITE}/search-index/`);

/** Every form of the site. */
async function vocabulary() {
  const index = await opened();
  const shards = await Promise.all(index.files.forms.map((letter) => index.files.letter(letter)));
  return shards.flatMap((shard) => shard.forms);
}

/** A word as somebody could mistype it. */
function mistyped(word) {
  const at = random(word.length - 1);
  const letters = [...word];
  if (random(3) === 0) letters.splice(at, 1);
  else if (random(2) === 0) letters.splice(at, 0, letters[at]);
  else [letters[at], letters[at + 1]] = [letters[at + 1], letters[at]];
  return letters.join("");
}

/** What each of the two says: routes of the first ten and how many there are. */
function both(queries) {
  const file = join(folder, "queries.tsv");
  writeFileSync(file, ["class\tquery\tpages", ...queries.map((query) => `x\t${query.replace(/[\t\n]/g, " ")}\tx:3`)].join("\n"));
  const ask = (...more) => {
    const printed = execFileSync(POLDER, ["evaluate", file, "--json", ...more], { maxBuffer: 1 << 28, encoding: "utf8" });
    return JSON.parse(printed).outcomes.map(({ query, total, routes }) => ({ query, total, routes }));
  };
  assert.deepEqual(ask("--browser"), ask());
}

test("every judged query and every beginning of each", () => {
  both([...new Set(judged.flatMap((text) => Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1))))]);
});

test("every form of the site", async () => both(await vocabulary()));

test("a thousand queries of words, mistyped words and compounds that nobody wrote", async () => {
  const words = (await vocabulary()).filter((word) => word.length > 3);
  const word = () => words[random(words.length)];
  const kinds = [word, () => mistyped(word()), () => word() + word(), () => word().slice(0, 3 + random(5)), () => `${word()}en`, () => `-${word()}`];
  both(Array.from({ length: 1000 }, () => Array.from({ length: 1 + random(4) }, () => kinds[random(kinds.length)]()).join(" ")));
});

test("what was loaded before does not change an answer", async () => {
  const queries = judged.flatMap((text) => [text, text.slice(0, 3), text.slice(0, -2)]);
  const plain = (answer) => JSON.stringify([answer.total, answer.results.map(({ url, score }) => [url, score]), answer.corrected]);
  const cold = new Map();
  for (const query of queries) cold.set(query, plain(await (await opened()).search(query)));
  for (let round = 0; round < 3; round++) {
    const warm = await opened();
    const order = queries.map((query) => [random(1 << 20), query]).sort(([a], [b]) => a - b);
    for (const [, query] of order) assert.equal(plain(await warm.search(query)), cold.get(query), query);
  }
});

test("a longer beginning never loses the page of that name", async () => {
  const index = await opened();
  for (const title of ["vertrouwen", "leeragenda", "rivierenland"]) {
    const { results } = await index.search(title);
    for (let length = title.length - 2; length < title.length; length++) {
      const { results: earlier } = await index.search(title.slice(0, length), { limit: 1000 });
      assert.ok(earlier.some(({ url }) => url === results[0].url), title.slice(0, length));
    }
  }
});
