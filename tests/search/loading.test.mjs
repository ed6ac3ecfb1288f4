// What was loaded before, in what order files arrive, and what else is asked
// at the same time cannot change an answer; what fails is tried again.

import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import { BASE, SITE, forEach, judgedQueries, network, openIndex, randomNumbers, reader } from "./index.mjs";
import { randomQueries } from "./queries.mjs";

const FOLDER = join(SITE, "search-index");
const judged = judgedQueries().filter((_, at) => at % 3 === 0);
const queries = [...judged, ...judged.map((query) => query.slice(0, 2)), ...judged.map((query) => query.slice(0, -3)), ...randomQueries(80, 3)];

/** What each query gives when nothing but the manifest was loaded before. */
let cold;
before(async () => {
  const { index } = await openIndex();
  const fresh = () => new index.constructor(BASE, index.manifest);
  cold = new Map(await forEach(queries, async (query) => [query, await fresh().search(query)]));
});

/** The list in an order of its own. */
function shuffled(list, random) {
  return list
    .map((one) => [random(), one])
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);
}

test("a query asked cold has the same answer after any others", async () => {
  for (let seed = 1; seed <= 3; seed++) {
    const { index } = await openIndex();
    for (const query of shuffled(queries, randomNumbers(seed))) assert.deepEqual(await index.search(query), cold.get(query), query);
  }
});

test("nor does it matter what is asked at the same time, what is given up, and which file comes first", async () => {
  for (let seed = 1; seed <= 5; seed++) {
    const random = randomNumbers(100 + seed);
    const { index } = await openIndex(FOLDER, { wait: () => Math.floor(random() * 12) });
    let givenUp = 0;
    await forEach(
      shuffled(queries, random),
      async (query) => {
        const other = new AbortController();
        const unneeded = index.search(query.slice(0, 1 + Math.floor(random() * query.length)), { signal: other.signal }).catch((error) => {
          assert.equal(error.name, "AbortError");
          givenUp++;
        });
        for (let turns = Math.floor(random() * 6); turns > 0; turns--) await new Promise(setImmediate);
        other.abort();
        assert.deepEqual(await index.search(query), cold.get(query), query);
        await unneeded;
      },
      5,
    );
    assert.ok(givenUp > 10, `${givenUp} given up`);
  }
});

test("a file is fetched once, however often it is asked for", async () => {
  const { index, asked } = await openIndex(FOLDER, { wait: () => 3 });
  await forEach([...queries, ...queries], (query) => index.search(query), 40);
  assert.deepEqual(asked, [...new Set(asked)]);
});

test("a query that is given up stops what only it waits for, and nothing that another waits for", async () => {
  const { fetch } = network(FOLDER);
  /** @type {Map<string, {signal: AbortSignal, go: () => void}[]>} */
  const asked = new Map();
  const { index } = await openIndex();
  globalThis.fetch = (address, { signal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      const name = address.slice(BASE.length);
      asked.set(name, [...(asked.get(name) ?? []), { signal, go: () => resolve(fetch(address)) }]);
    });
  const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
  const all = () => [...asked.values()].flat();
  const [one, other] = [new AbortController(), new AbortController()];
  const options = { counts: false };
  const first = assert.rejects(index.search("samenwerking", { ...options, signal: one.signal }), { name: "AbortError" });
  const second = assert.rejects(index.search("samenwerking", { ...options, signal: other.signal }), { name: "AbortError" });
  await turn();
  assert.ok(all().length > 0);
  one.abort();
  await Promise.all([first, turn()]);
  assert.ok(all().every(({ signal }) => !signal.aborted), "the second query still waits");
  // Who asks at once for what another gave up waits for the same request.
  other.abort();
  const third = index.search("samenwerking", options);
  await Promise.all([second, turn()]);
  assert.ok(all().every(({ signal }) => !signal.aborted), "the third query took it over");
  const files = asked.size;
  const last = new AbortController();
  const fourth = assert.rejects(index.search("zwolle", { ...options, signal: last.signal }), { name: "AbortError" });
  await turn();
  assert.ok(asked.size > files);
  last.abort();
  await Promise.all([fourth, turn()]);
  for (const [at, [{ signal }]] of [...asked.values()].entries()) assert.equal(signal.aborted, at >= files);
  // What was stopped is asked for again.
  const again = index.search("zwolle", options);
  let settled = false;
  const both = Promise.all([third, again]).finally(() => (settled = true));
  while (!settled) {
    await turn();
    for (const { go } of all()) go();
  }
  const [samenwerking, zwolle] = await both;
  const { index: fresh } = await openIndex();
  assert.deepEqual(samenwerking, await fresh.search("samenwerking", options));
  assert.deepEqual(zwolle, await fresh.search("zwolle", options));
});

test("a request that fails once is tried again, whatever went wrong", async () => {
  for (const fault of [503, new TypeError("connection lost")]) {
    const tried = new Map();
    const fail = (name) => {
      tried.set(name, (tried.get(name) ?? 0) + 1);
      return tried.get(name) === 1 ? fault : null;
    };
    const { index } = await openIndex(FOLDER, { fail });
    await forEach(queries.slice(0, 40), async (query) => assert.deepEqual(await index.search(query), cold.get(query), query));
    assert.ok([...tried.values()].every((times) => times === 2));
  }
});

test("a body that is cut off is fetched again", async () => {
  const { fetch } = network(FOLDER);
  const tried = new Set();
  const { open } = await reader(FOLDER);
  globalThis.fetch = async (address) => {
    const response = await fetch(address);
    if (tried.has(address)) return response;
    tried.add(address);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return new Response(bytes.slice(0, bytes.length / 2));
  };
  const index = await open(BASE);
  assert.deepEqual(await index.search(judged[0]), cold.get(judged[0]));
});

test("a request that keeps failing is an error that names it, and the next query tries anew", async () => {
  let broken = "manifest.json";
  const fail = (name) => (name.startsWith(broken) ? 500 : null);
  await assert.rejects(openIndex(FOLDER, { fail }), /500.*manifest\.json/);
  broken = "none";
  const { index } = await openIndex(FOLDER, { fail });
  for (broken of ["t", "r", "f"]) {
    const kind = broken;
    await assert.rejects(index.search("samenwerking"), new RegExp(`500.*/${kind}[0-9a-f]+-`));
    broken = "none";
    await index.search("samenwerking");
    index.files.kept.clear();
  }
  broken = "none";
  assert.deepEqual(await index.search(judged[0]), cold.get(judged[0]));
});

test("an index of another version is refused", async () => {
  const { index } = await openIndex();
  const { constructor, manifest } = index;
  assert.throws(() => new constructor(BASE, { ...manifest, version: manifest.version + 1 }), /version/);
});
