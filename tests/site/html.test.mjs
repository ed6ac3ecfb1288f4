// The Nu HTML checker of the W3C on every page of the built site, and no
// script, style or handler written in a page.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { ROOT_SITE, files } from "../browser/site.mjs";

const require = createRequire(import.meta.url);

test("every page is valid HTML", () => {
  const jar = require.resolve("vnu-jar/build/dist/vnu.jar");
  const folder = resolve(ROOT_SITE.folder);
  const run = spawnSync("java", ["-jar", jar, "--skip-non-html", "--format", "json", "--stdout", folder], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(run.error, undefined);
  const { messages } = JSON.parse(run.stdout);
  const faults = messages
    .filter(({ type, subType }) => type !== "info" || subType === "warning")
    .map(({ url, lastLine, message }) => `${url.split(folder)[1]}:${lastLine}: ${message}`);
  assert.deepEqual(faults, []);
  assert.ok(pageFiles().length > 0, "no page was checked");
});

test("no page holds a script, a style or a handler of its own", () => {
  const found = [];
  for (const file of pageFiles()) {
    const html = readFileSync(join(ROOT_SITE.folder, file), "utf8");
    // Inside a tag of valid HTML, `<` and `>` in values are escaped.
    for (const [tag, name, attributes] of html.matchAll(/<([a-z][a-z0-9-]*)((?:\s[^<>]*)?)>/g)) {
      const outside = attributes.replace(/=\s*("[^"]*"|'[^']*')/g, "=");
      const data = /type="application\/(ld\+)?json"/.test(attributes);
      if (name === "style" || /\s(style|on[a-z]+)=/.test(outside)) found.push(`${file}: ${tag}`);
      if (name === "script" && !/\ssrc=/.test(outside) && !data) found.push(`${file}: ${tag}`);
    }
  }
  assert.deepEqual(found, []);
});

function pageFiles() {
  return files(ROOT_SITE.folder).filter((file) => file.endsWith(".html"));
}
