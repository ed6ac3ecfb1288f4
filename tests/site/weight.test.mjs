// What a page weighs over the wire, with everything in it: HTML, the one style
// sheet, the scripts that it loads by itself and their imports, icons; packed
// as hosts pack. Pictures of articles come on top.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { ROOT_SITE, pages } from "../browser/site.mjs";

const MOST = 30_000;
const weights = new Map();

/** A file's bytes over the wire. */
function weight(path) {
  if (!weights.has(path)) weights.set(path, gzipSync(readFileSync(join(ROOT_SITE.folder, path))).length);
  return weights.get(path);
}

/** The files that a file of the theme needs before it works. */
function needs(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const text = readFileSync(join(ROOT_SITE.folder, path), "utf8");
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const named = path.endsWith(".js")
    ? [...text.matchAll(/^\s*(?:import|export)\s(?:[^"';]*?from\s*)?["'](\.[^"']+)["']/gm)].map((match) => match[1])
    : path.endsWith(".css")
      ? [...text.matchAll(/url\("?([^")]+)"?\)/g)].map((match) => match[1])
      : [];
  for (const name of named) if (!name.startsWith("data:")) needs(join(folder, name), found);
  return found;
}

test(`no page weighs more than ${MOST} bytes, and nothing but one style sheet holds it up`, (t) => {
  const heaviest = new Map();
  const faults = [];
  for (const page of pages(ROOT_SITE.folder)) {
    const file = page.endsWith(".html") ? page : `${page}index.html`;
    const html = readFileSync(join(ROOT_SITE.folder, file), "utf8");
    const named = (pattern) => [...html.matchAll(pattern)].map((match) => match[1].replace(/^\//, ""));
    const sheets = named(/<link rel="stylesheet" href="([^"]+)"/g);
    const scripts = named(/<script[^>]* src="([^"]+)"/g);
    const icons = [...named(/<link rel="icon" href="([^"]+)"/g), ...named(/<img[^>]* src="(\/static\/[^"]+)"/g)];
    if (sheets.length > 1) faults.push(`${page}: ${sheets.length} style sheets`);
    if (/<script(?![^>]*type="(module|application\/(ld\+)?json)")/.test(html)) faults.push(`${page}: a script that holds it up`);
    const files = new Set([...sheets, ...scripts, ...icons].flatMap((path) => [...needs(path)]));
    const parts = { html: weight(file), css: 0, js: 0, other: 0 };
    for (const path of files) parts[path.endsWith(".css") ? "css" : path.endsWith(".js") ? "js" : "other"] += weight(path);
    const total = parts.html + parts.css + parts.js + parts.other;
    if (total > MOST) faults.push(`${page}: ${total} bytes`);
    const kind = (html.match(/<body class="([^"]*)"/)?.[1] ?? "moved").replace(/page-|part-/g, "");
    if (!(heaviest.get(kind)?.total > total)) heaviest.set(kind, { page, total, ...parts });
  }
  t.diagnostic(`${"heaviest page of each kind".padEnd(64)} ${["total", "html", "css", "js", "other"].map((name) => name.padStart(6)).join(" ")}`);
  for (const { page, total, html, css, js, other } of [...heaviest.values()].sort((a, b) => b.total - a.total)) {
    t.diagnostic(`${`/${page}`.slice(0, 64).padEnd(64)} ${[total, html, css, js, other].map((bytes) => String(bytes).padStart(6)).join(" ")}`);
  }
  assert.deepEqual(faults, []);
  assert.ok(heaviest.size > 5, "hardly any page was weighed");
});
