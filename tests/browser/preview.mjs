// A preview of a knowledge base in a folder of its own, as `polder serve`
// shows it: what the tests of the preview and of the desk look at.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";

const POLDER = resolve(process.env.POLDER_BIN ?? "target/debug/polder");

/** Starts a preview of these files, and of copies of whole folders. */
export async function startPreview(files, copies = []) {
  const root = mkdtempSync(join(tmpdir(), "polder-preview-"));
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [from, to] of copies) cpSync(from, join(root, to), { recursive: true });
  for (const [path, text] of Object.entries(files)) write(path, text);
  const child = spawn(POLDER, ["serve", "--root", root], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  const address = await new Promise((done, failed) => {
    createInterface({ input: child.stderr }).on("line", (line) => {
      said += `${line}\n`;
      const found = line.match(/http:\/\/127\.0\.0\.1:\d+\//);
      if (found) done(found[0]);
    });
    child.once("exit", () => failed(new Error(`polder serve ended: ${said}`)));
  });
  return {
    root,
    address,
    write,
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    exists: (path) => existsSync(join(root, path)),
    read: (path) => readFileSync(join(root, path), "utf8"),
    stop: async () => {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill();
      await ended;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/**
 * Runs `look` on a page of its own; whatever the browser complains about
 * meanwhile is a failure, unless the test expects it.
 */
export async function onPage(browser, address, look, { expected = /^$/, ...options } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.setDefaultTimeout(20_000);
  try {
    await page.goto(address);
    await look(page, context);
  } finally {
    // A context whose page is just being renewed sometimes never closes.
    await page.goto("about:blank").catch(() => {});
    await context.close();
  }
  const unexpected = said.filter((text) => !expected.test(text));
  if (unexpected.length > 0) throw new Error(`the browser complains: ${unexpected.join("\n")}`);
}

/** Asks until it is so. */
export async function until(test, what) {
  for (let turn = 0; turn < 400; turn += 1) {
    if (await test()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`never: ${what ?? test}`);
}
