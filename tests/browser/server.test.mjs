// The test server is only worth something if it is stricter than real hosts.

import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { POLICY, serve } from "./server.mjs";

let folder;
let server;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "polder-server-"));
  mkdirSync(join(folder, "regios"));
  writeFileSync(join(folder, "index.html"), "home");
  writeFileSync(join(folder, "regios", "index.html"), "regios");
  writeFileSync(join(folder, "404.html"), "niet gevonden");
  server = await serve(folder, { base: "/sub/" });
});
after(async () => {
  await server?.close();
  rmSync(folder, { recursive: true });
});

/** A request whose path nobody tidies up on the way. */
function get(path) {
  const { hostname, port } = new URL(server.address);
  return new Promise((done, failed) => {
    request({ hostname, port, path }, (response) => {
      let body = "";
      response.on("data", (piece) => (body += piece));
      response.on("end", () => done({ status: response.statusCode, headers: response.headers, body }));
    })
      .on("error", failed)
      .end();
  });
}

test("pages come with the policy, under the base only", async () => {
  const page = await get("/sub/regios/");
  assert.equal(page.body, "regios");
  assert.equal(page.headers["content-security-policy"], POLICY);
  assert.equal((await get("/sub/?q=x")).body, "home");
  assert.equal((await get("/regios/")).status, 404);
});

test("a second spelling of an address leads nowhere", async () => {
  for (const path of ["/sub/regios", "/sub//regios/", "/sub/./regios/", "/sub/%2e%2e/", "/sub/x/../regios/", "/sub/%zz"]) {
    const page = await get(path);
    assert.deepEqual([path, page.status, page.body], [path, 404, "niet gevonden"]);
  }
});
