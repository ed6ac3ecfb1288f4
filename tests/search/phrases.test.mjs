// `"…"` finds the pages where these words stand next to one another as they
// are, and no other; `-word` leaves out the pages with the word as it is.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { chunksOf, wordsOf } from "../../search-index/client/words.js";
import { SITE, forEach, openIndex, randomNumbers } from "./index.mjs";

/** The pieces of a text, in order. */
const pieces = (text) =>
  [...chunksOf(text)].flatMap((match) => wordsOf(match[0]).filter(({ pieces }) => pieces === 1).map(({ form }) => form));

/** The texts of a piece of HTML, cut where a block begins or ends. */
function blocks(html) {
  const text = html.replace(/<img[^>]* alt="([^"]*)"[^>]*>/g, "<img>$1<img>").replace(/<sup class="footnote-reference">.*?<\/sup>|<\/?(a|em|strong|abbr|code|span|mark)\b[^>]*>/g, "");
  return text.split(/<[^>]+>/).map((block) => block.replace(/&#?\w+;/g, (entity) => ({ "&amp;": "&", "&#39;": "'", "&quot;": '"' })[entity] ?? " "));
}

const line = (texts) => texts.map((text) => ` ${pieces(text).join(" ")} `).join("|");

let index;
/** Every page: the forms of what it shows, and of the text that is surely its own. */
let pages;
before(async () => {
  ({ index } = await openIndex());
  const numbers = Array.from({ length: index.manifest.pages }, (_, page) => page);
  pages = await Promise.all(
    numbers.map(async (page) => {
      const [url, title, , , summary] = await index.files.record(page);
      const html = readFileSync(join(SITE, url, "index.html"), "utf8");
      // A result shows the beginning of a long description, other sites all of it.
      const description = /<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? "";
      const text = /data-search-text>([\s\S]*?)<\/div>/.exec(html)?.[1] ?? "";
      const paragraphs = [...text.matchAll(/<p>([\s\S]*?)<\/p>/g)].map((match) => match[1]);
      return { url, shown: line([title, summary, ...blocks(description), ...blocks(html)]), own: line([title, ...paragraphs.flatMap(blocks)]) };
    }),
  );
});

const found = async (query) => (await index.search(query, { limit: 1e6, counts: false })).results.map(({ url }) => url).sort();

test("a phrase finds every page that says it, and only pages that do", async () => {
  const random = randomNumbers(11);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const phrases = new Set();
  while (phrases.size < 150) {
    const words = pick(pick(pages).own.split("|")).trim().split(" ");
    const from = Math.floor(random() * words.length);
    const phrase = words.slice(from, from + 1 + Math.floor(random() * 4)).join(" ");
    if (phrase) phrases.add(phrase);
  }
  let longest = 0;
  await forEach([...phrases], async (phrase) => {
    const urls = await found(`"${phrase}"`);
    longest = Math.max(longest, urls.length);
    for (const { url, shown, own } of pages) {
      if (own.includes(` ${phrase} `)) assert.ok(urls.includes(url), `"${phrase}" is on ${url}`);
      if (urls.includes(url)) assert.ok(shown.includes(` ${phrase} `), `"${phrase}" is not on ${url}`);
    }
  });
  assert.ok(longest > 10);
});

test("a phrase of one word is that word and no other form of it", async () => {
  const one = await found('"samenwerkingen"');
  assert.ok(one.length < (await found("samenwerkingen")).length);
  for (const url of one) assert.match(pages.find((page) => page.url === url).shown, / samenwerkingen /);
});

test("the words of a phrase that is not closed are words like others", async () => {
  assert.deepEqual(await found('"wederzijds vertrou'), await found("wederzijds vertrou"));
});

test("a word after a hyphen is not on any page that is found", async () => {
  const all = await found("samenwerking");
  const without = await found("samenwerking -gemeente");
  const having = pages.filter(({ own }) => own.includes(" gemeente ")).map(({ url }) => url);
  assert.ok(without.length > 0 && without.length < all.length);
  assert.deepEqual(without.filter((url) => having.includes(url)), []);
});

test("what is asked for as typed is not taken for a typing error", async () => {
  const repaired = await index.search("vertruowen");
  assert.deepEqual(repaired.corrected, [["vertruowen", "vertrouwen"]]);
  const typed = await index.search("vertruowen", { repair: false });
  assert.deepEqual([typed.corrected, typed.leftOut, typed.total], [[], ["vertruowen"], 0]);
  // Between quotes a word is meant as it stands.
  assert.equal((await index.search('"vertruowen"')).total, 0);
});
