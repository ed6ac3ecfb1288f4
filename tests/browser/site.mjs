// The built site that the tests look at: POLDER_SITE is its folder, and
// POLDER_SITE_SUB the same site built for a sub-path.

import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

export const ROOT_SITE = { folder: process.env.POLDER_SITE ?? "public", base: "/" };

export const SUB_SITE = process.env.POLDER_SITE_SUB
  ? { folder: process.env.POLDER_SITE_SUB, base: process.env.POLDER_SITE_SUB_BASE ?? "/kennisbank/" }
  : null;

/** Every file of a folder, as paths with `/`, sorted. */
export function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

/** Every page, as a path below the base: `regios/zwolle/`, `404.html`. */
export function pages(folder) {
  return files(folder)
    .filter((file) => file.endsWith(".html"))
    .map((file) => file.replace(/(^|\/)index\.html$/, "$1"));
}

/**
 * Of every kind of page one or two: what stands at the top, and of each
 * folder its own page, its first and last article, a page of a facet and a
 * second page of a list. Kinds are told apart by the form of the address,
 * so that a new collection or facet is looked at without anybody's doing.
 */
export function onePageOfEachKind(folder) {
  const kinds = new Map();
  for (const page of pages(folder)) {
    const parts = page.split("/").filter((part) => part !== "");
    // Names stand at the even places: collection, entry or field, value, field, value.
    const isName = (place) => place > 0 && (place === parts.length - 1 || place % 2 === 0);
    const form = parts.map((part, place) => (isName(place) ? "*" : part)).join("/");
    kinds.set(form, [...(kinds.get(form) ?? []), page]);
  }
  return [...kinds.values()].flatMap((found) => [...new Set([found[0], found[found.length - 1]])]).sort();
}

/**
 * One page of every kind by what it shows, as the theme names it: the class
 * of `<body>`, with the part that its collection plays. The longest of each
 * kind, for that one has most on it.
 */
export function pagesByKind(folder) {
  const kinds = new Map();
  for (const path of pages(folder)) {
    const html = readFileSync(join(folder, path.endsWith(".html") ? path : `${path}index.html`), "utf8");
    const body = html.match(/<body class="([^"]*)"/)?.[1];
    if (!body) continue;
    const kind = body.replace(/page-|part-/g, "").replace(/ /g, "-");
    const known = kinds.get(kind);
    if (!known || html.length > known.length) kinds.set(kind, { kind, path, length: html.length });
  }
  return [...kinds.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

/** Some of a list, picked as if by chance, but the same ones every time. */
export function someOf(list, many) {
  let seed = 20261126;
  const next = () => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff;
  const left = [...list];
  return Array.from({ length: Math.min(many, left.length) }, () => left.splice(Math.floor(next() * left.length), 1)[0]);
}
