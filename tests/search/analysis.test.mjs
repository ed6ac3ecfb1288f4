// One truth: Rust and JavaScript make the same words of the same text.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { core } from "../../search-index/client/unknown.js";
import { chunksOf, fold, parse, wordsOf } from "../../search-index/client/words.js";
import { articles, ask, judgedQueries } from "./index.mjs";
import { randomQueries } from "./queries.mjs";

const vectors = (name) => JSON.parse(readFileSync(new URL(`../../search-index/vectors/${name}.json`, import.meta.url), "utf8"));
const cut = (text) => [...chunksOf(text)].map((match) => wordsOf(match[0]).map(({ form, place, pieces }) => [form, place, pieces]));

test("words are folded as the vectors say", () => {
  for (const [word, folded] of Object.entries(vectors("fold"))) assert.equal(fold(word), folded, word);
});

test("texts are cut as the vectors say", () => {
  for (const { text, words } of vectors("words")) assert.deepEqual(cut(text), words, text);
});

/** Compares what both make of each line, as a query and as a text. */
function compare(lines) {
  const chunk = ({ text, words, unfinished, quoted }) => [text, words.map(({ form, place, pieces }) => [form, place, pieces]), unfinished, quoted];
  const native = ask("examples/polder-words", [], lines);
  assert.equal(native.length, lines.length);
  for (const [at, line] of lines.entries()) {
    const query = parse(line);
    const ours = {
      words: cut(line),
      chunks: query.chunks.map(chunk),
      phrases: query.phrases,
      excluded: query.excluded.map(chunk),
      cores: query.chunks.map(({ words }) => core(words[0].form)),
    };
    assert.deepEqual(ours, native[at], JSON.stringify(line));
  }
}

test("every line and every word of the articles is analysed alike", () => {
  const lines = articles().flatMap((text) => text.split(/\r?\n/));
  const words = new Set(lines.flatMap((line) => line.split(/\s+/)));
  compare([...new Set([...lines, ...words])]);
});

test("judged and random queries and the vectors are taken apart alike", () => {
  const texts = vectors("words").map(({ text }) => text);
  compare([...judgedQueries(), ...Object.keys(vectors("fold")), ...texts, ...randomQueries(3000, 7)]);
});

test("every letter of the scripts that Europe writes is folded alike, alone and in a word", () => {
  // Up to Georgian and the Latin, Greek, punctuation and letterlike blocks
  // that follow: where the Unicode versions of two programs do not differ.
  const ranges = [[0x20, 0x52f], [0x1e00, 0x1fff], [0x2000, 0x2bff], [0xfb00, 0xfb06], [0xff00, 0xff5e]];
  const lines = [];
  for (const [from, to] of ranges) {
    for (let code = from; code <= to; code++) lines.push(String.fromCharCode(code), `a${String.fromCharCode(code)}b c`);
  }
  compare(lines.filter((line) => !/[\u2028\u2029]/.test(line)));
});
