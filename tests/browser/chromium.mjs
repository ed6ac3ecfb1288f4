// Starts the machine's own Chromium. Nothing is downloaded here: tests/run
// installs the distribution's package when there is none.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A browser that talks to nobody but the page under test. */
export const ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where Chromium is. */
export function executable() {
  const found = [process.env.CHROMIUM, ...PLACES].find((place) => place && existsSync(place));
  if (!found) throw new Error("no Chromium found; set CHROMIUM to its path or run tests/run");
  return found;
}

export async function launch() {
  return chromium.launch({ executablePath: executable(), args: ARGUMENTS });
}

/**
 * Opens every path in a few tabs at a time and gathers what `look` finds
 * wrong, as `path: fault`. Each path has a tab of its own, so that what one
 * page does late is not blamed on the next.
 */
export async function faultsOf(context, address, paths, look) {
  const found = [];
  const waiting = [...paths];
  const visit = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const page = await context.newPage();
      const faults = watch(page, address);
      await page.goto(address + path);
      await look(page, faults);
      found.push(...faults.map((fault) => `${path || "/"}: ${fault}`));
      await page.close();
    }
  };
  await Promise.all([visit(), visit(), visit(), visit()]);
  return found.sort();
}

/**
 * Gathers what goes wrong on a page: errors in the console (a violation of
 * the Content-Security-Policy is one), requests to another host, requests
 * that fail or are answered with an error.
 */
function watch(page, address) {
  const host = new URL(address).host;
  const faults = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.host !== host) faults.push(`request to another host: ${url}`);
  });
  page.on("requestfailed", (request) => faults.push(`request failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  return faults;
}
