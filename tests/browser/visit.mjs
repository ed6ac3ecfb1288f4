// A reader at a site: a profile of its own, and everything that must not
// happen while somebody uses a page.

import assert from "node:assert/strict";

/**
 * Lets `use` open pages in a profile of its own. Fails on errors in the
 * console (a violation of the Content-Security-Policy is one), on requests to
 * another host and on requests with a body: what a reader keeps stays there.
 * @param options of the browser's context; `allowed` are console messages
 *   that belong to the test
 */
export async function visit(browser, server, options, use) {
  const { allowed = /^$/, ...context } = options;
  const profile = await browser.newContext(context);
  const host = new URL(server.address).host;
  const faults = [];
  profile.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !allowed.test(message.text())) faults.push(message.text());
  });
  profile.on("weberror", (error) => faults.push(String(error.error())));
  profile.on("request", (request) => {
    const { protocol, host: asked } = new URL(request.url());
    if (!/^(data|blob):$/.test(protocol) && asked !== host) faults.push(`request to another host: ${request.url()}`);
    if (request.method() !== "GET") faults.push(`${request.method()} ${request.url()}`);
  });
  const open = async (path, page) => {
    const opened = page ?? (await profile.newPage());
    await opened.goto(server.address + path, { waitUntil: "networkidle" });
    return opened;
  };
  try {
    await use(open, profile);
    assert.deepEqual(faults, []);
  } finally {
    await profile.close();
  }
}

/** A browser that lets no site keep anything, as with blocked site data. */
export const BLOCKED = () =>
  Object.defineProperty(window, "localStorage", {
    get() {
      throw new DOMException("The operation is insecure.", "SecurityError");
    },
  });

/** A browser whose room for this site is full. */
export const FULL = () => {
  Storage.prototype.setItem = () => {
    throw new DOMException("No room.", "QuotaExceededError");
  };
};
