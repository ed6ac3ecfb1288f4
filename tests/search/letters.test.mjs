// Typing on only narrows what a word finds, and ends at the page of that name.

import assert from "node:assert/strict";
import { test } from "node:test";
import { forEach, forms, openIndex } from "./index.mjs";

/** Every page's title, by its number. */
async function titles(index) {
  const pages = Array.from({ length: index.manifest.pages }, (_, page) => page);
  return Promise.all(pages.map(async (page) => (await index.files.record(page))[1]));
}

const beginningsOf = (text) => Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1));

test("one letter more of a word never finds a page that was not found before", async () => {
  const { index } = await openIndex();
  /** @type {Map<string, Promise<Set<number>>>} */
  const kept = new Map();
  const found = (query) => {
    if (!kept.has(query)) kept.set(query, index.rank(query).then(({ found }) => new Set(found.map(({ page }) => page))));
    return kept.get(query);
  };
  const lost = [];
  for (const form of (await forms(index)).filter((_, at) => at % 4 === 0)) {
    // A name with a connector is one word or several, as the site knows it.
    if (!/^[\p{L}]+$/u.test(form)) continue;
    let before = await found(form[0]);
    for (const beginning of beginningsOf(form).slice(1)) {
      const now = await found(beginning);
      if ([...now].some((page) => !before.has(page))) lost.push(`${beginning} of ${form}`);
      before = now;
    }
    if (!before.size) lost.push(`${form} finds nothing`);
  }
  assert.deepEqual(lost, []);
});

test("a whole title finds a page of that title first, and any beginning of its last word keeps it", async () => {
  const { index } = await openIndex();
  const wrong = [];
  await forEach(await titles(index), async (title, page) => {
    const { found } = await index.rank(title);
    const first = (await index.files.record(found[0].page))[1];
    if (first !== title && !found[0].exact) wrong.push(`${title}: ${first} is first`);
    const last = title.search(/\S+$/);
    for (const beginning of beginningsOf(title.slice(last))) {
      const typed = title.slice(0, last) + beginning;
      const { found, units } = await index.rank(typed);
      if (units.length && !found.some((one) => one.page === page)) wrong.push(`${typed} loses ${title}`);
    }
  });
  assert.deepEqual(wrong, []);
});
