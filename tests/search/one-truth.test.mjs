// One truth: `polder search` and the browser's reader give the same results
// in the same order, with the same scores, corrections and words left out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { askNative, forEach, forms, judgedQueries, openIndex } from "./index.mjs";
import { beginnings, randomQueries } from "./queries.mjs";

/** Compares the first results of each query, and how many there are. */
async function compare(queries, limit) {
  const native = askNative(queries, limit);
  const { index } = await openIndex();
  const answers = await forEach(queries, (query) => index.search(query, { limit }));
  const different = [];
  for (const [at, query] of queries.entries()) {
    const mine = answers[at];
    const theirs = native[at];
    try {
      assert.deepEqual(
        mine.results.map(({ url, title, excerpt, score }) => ({ url: `/${url}`, title, excerpt, score })),
        theirs.results.map(({ url, title, excerpt, score }) => ({ url, title, excerpt, score })),
      );
      assert.equal(mine.total, theirs.total);
      assert.deepEqual(mine.corrected, theirs.corrected);
      assert.deepEqual(mine.leftOut, theirs.left_out);
    } catch (error) {
      different.push(`${JSON.stringify(query)}: ${error.message}`);
    }
  }
  assert.equal(different.length, 0, `${different.length} of ${queries.length} differ\n${different.slice(0, 5).join("\n")}`);
}

test("every judged query, all results", () => compare(judgedQueries(), 1e6));

test("every beginning of every word of the judged queries", () => compare(beginnings(judgedQueries()), 12));

test("1,000 random queries", () => compare(randomQueries(1000), 25));

test("every word of the site, and every word of it with a letter lost", async () => {
  const { index } = await openIndex();
  const words = await forms(index);
  await compare([...words, ...words.filter((word) => word.length > 5).map((word) => word.slice(0, 3) + word.slice(4))], 10);
});
