// Lighthouse on the first page, a region, an article and the search page, as
// on a phone. Accessibility, best practices and SEO have to be perfect; the
// figure for performance depends on the machine and is asked for only where
// POLDER_PERFORMANCE says how high it has to be.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import lighthouse from "lighthouse";
import { ARGUMENTS, executable } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { ROOT_SITE } from "./site.mjs";

const PATHS = ["", "regios/zwolle/", "praktijkvoorbeelden/zwolle/", "zoeken/"];
const PERFECT = ["accessibility", "best-practices", "seo"];
const PERFORMANCE = Number(process.env.POLDER_PERFORMANCE ?? 0);

let chromium;
let port;
let profile;
let server;
before(async () => {
  server = await serve(ROOT_SITE.folder, { packed: true });
  profile = mkdtempSync(join(tmpdir(), "polder-lighthouse-"));
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const own = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
  chromium = spawn(executable(), [...ARGUMENTS, ...sandbox, ...own], { stdio: ["ignore", "ignore", "pipe"] });
  port = await new Promise((done, failed) => {
    let said = "";
    chromium.once("error", failed);
    chromium.once("exit", () => failed(new Error(`Chromium ended: ${said}`)));
    chromium.stderr.on("data", (piece) => {
      said += piece;
      const found = said.match(/DevTools listening on ws:\/\/[^:]+:(\d+)\//);
      if (found) done(Number(found[1]));
    });
  });
});
after(async () => {
  if (chromium) {
    chromium.removeAllListeners("exit");
    const gone = new Promise((done) => chromium.once("exit", done));
    chromium.kill();
    await gone;
  }
  if (profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  await server?.close();
});

for (const path of PATHS) {
  test(`Lighthouse on /${path}`, async (t) => {
    const onlyCategories = PERFORMANCE ? [...PERFECT, "performance"] : PERFECT;
    const { lhr } = await lighthouse(server.address + path, { port, onlyCategories, logLevel: "error" });
    assert.equal(lhr.runtimeError, undefined);
    const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
    t.diagnostic(`/${path}: ${Object.entries(scores).map(([name, score]) => `${name} ${score}`).join(", ")}`);
    const faults = Object.values(lhr.categories)
      .filter(({ id }) => PERFECT.includes(id))
      .flatMap(({ auditRefs }) => auditRefs)
      .map(({ id }) => lhr.audits[id])
      .filter(({ score }) => score !== null && score < 1)
      .map(({ id, title, details }) => `${id}: ${title} ${JSON.stringify(details?.items?.[0] ?? "").slice(0, 300)}`);
    assert.deepEqual(faults, []);
    assert.deepEqual(PERFECT.map((name) => [name, scores[name]]), PERFECT.map((name) => [name, 100]));
    if (PERFORMANCE) assert.ok(scores.performance >= PERFORMANCE, `performance is ${scores.performance}`);
  });
}
