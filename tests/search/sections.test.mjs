// Every heading of every record leads to a place on its page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { SITE, openIndex, reader } from "./index.mjs";

test("every section that a result can show has its anchor on the page", async () => {
  const { index } = await openIndex();
  const { anchorOf } = await reader(join(SITE, "search-index"));
  const dead = [];
  let sections = 0;
  for (let page = 0; page < index.manifest.pages; page++) {
    const [url, , , , , ...headings] = await index.files.record(page);
    const html = readFileSync(join(SITE, url, "index.html"), "utf8");
    for (let at = 0; at < headings.length; at += 2) {
      const anchor = headings[at + 1] || anchorOf(headings[at]);
      sections++;
      if (!html.includes(` id="${anchor}"`)) dead.push(`${url}#${anchor}`);
    }
  }
  assert.ok(sections > 100);
  assert.deepEqual(dead, []);
});
