// What the search tests share: a site's index over a network made up here,
// and the program that answers the same queries natively.

import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const ROOT = process.env.POLDER_ROOT ?? ".";
export const SITE = process.env.POLDER_SITE ?? "public";
const PROGRAMS = process.env.POLDER_PROGRAMS ?? "target/debug";

/** The base that the made-up network answers under. */
export const BASE = "https://site.example/search-index/";

/**
 * Takes the place of `fetch`: answers from a folder, after a number of turns
 * of the event loop that `wait` gives for each request, unless `fail` says
 * that this one goes wrong. What was asked for is written down.
 */
export function network(folder, { wait = () => 0, fail = () => null } = {}) {
  /** @type {string[]} */
  const asked = [];
  const fetch = async (address) => {
    const name = String(address).slice(BASE.length);
    asked.push(name);
    for (let turns = wait(name, asked.length); turns > 0; turns--) await new Promise(setImmediate);
    const fault = fail(name, asked.length);
    if (fault instanceof Error) throw fault;
    if (fault) return new Response("", { status: fault });
    return new Response(readFileSync(join(folder, name)));
  };
  return { asked, fetch };
}

/** The module that a site's own pages load. */
export function reader(folder) {
  const { client } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  return import(pathToFileURL(resolve(folder, client, "reader.js")).href);
}

/** A site's index, nothing of it loaded yet but the manifest. */
export async function openIndex(folder = join(SITE, "search-index"), options = {}) {
  const { asked, fetch } = network(folder, options);
  globalThis.fetch = fetch;
  const { open } = await reader(folder);
  return { index: await open(BASE), asked };
}

/** Runs a program of this repository on lines of input; one value a line. */
export function ask(program, options, lines) {
  const run = spawnSync(join(PROGRAMS, program), options, {
    input: lines.map((line) => `${line}\n`).join(""),
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (run.status !== 0) throw new Error(`${program}: ${run.error ?? run.stderr}`);
  return run.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** What `polder search --json` gives for each query. */
export function askNative(queries, limit) {
  return ask("polder", ["search", "-", "--json", "--limit", String(limit), "--root", ROOT], queries);
}

/** The text of every Markdown file below `content/`. */
export function articles() {
  const folder = join(ROOT, "content");
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

/** The judged queries of this site. */
export function judgedQueries() {
  const folder = join(ROOT, "search-index");
  const files = readdirSync(folder).filter((name) => /^queries.*\.toml$/.test(name)).sort();
  const texts = files.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  return [...texts.matchAll(/^text = (".*")$/gm)].map((match) => JSON.parse(match[1]));
}

/** Every word of the site, folded, from its own index. */
export async function forms(index) {
  const shards = await Promise.all(index.files.forms.map((letter) => index.files.letter(letter)));
  return shards.flatMap((shard) => shard.forms);
}

/** The path that a site was built for, from its search page. */
export function baseOf(folder) {
  const page = readFileSync(join(folder, "zoeken/index.html"), "utf8");
  return /data-index="([^"]*)search-index\/"/.exec(page)?.[1] ?? "/";
}

/** Queries as typical as a site's own titles: two words of each of some, from all over it. */
export async function titleQueries(index, count) {
  const { pages } = index.manifest;
  const places = Array.from({ length: count }, (_, at) => Math.floor(((at + 0.5) * pages) / count));
  const titles = await Promise.all(places.map(async (page) => (await index.files.record(page))[1]));
  return titles.map((title) => (title.match(/\p{L}{4,}/gu) ?? [title]).slice(0, 2).join(" ").toLowerCase());
}

/** Numbers from 0 to 1, the same every time for one seed (mulberry32). */
export function randomNumbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let number = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    number = (number + Math.imul(number ^ (number >>> 7), 61 | number)) ^ number;
    return ((number ^ (number >>> 14)) >>> 0) / 4294967296;
  };
}

/** Runs a task for each of a list, some at a time; the results in order. */
export async function forEach(list, task, atATime = 16) {
  const results = new Array(list.length);
  let next = 0;
  const work = async () => {
    while (next < list.length) {
      const at = next++;
      results[at] = await task(list[at], at);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return results;
}
