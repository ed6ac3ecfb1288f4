// A crawler that is not ours, over the built site as a host would serve it:
// at the root of a host and in a sub-path. Every link, image and file inside
// the site, and every #anchor, has to be there.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { LinkChecker } from "linkinator";
import { serve } from "../browser/server.mjs";
import { ROOT_SITE, SUB_SITE, pages } from "../browser/site.mjs";

for (const site of [ROOT_SITE, SUB_SITE].filter((site) => site !== null)) {
  test(`no link leads nowhere, under ${site.base}`, async () => {
    const server = await serve(site.folder, { base: site.base, ownNotFound: false });
    const { origin } = new URL(server.address);
    try {
      const checker = new LinkChecker();
      const { links } = await checker.check({
        path: server.address,
        recurse: true,
        checkCss: true,
        checkFragments: true,
        concurrency: 20,
        // Other hosts are `polder check --external-links`' business. Canonical
        // and feed addresses name the site's host, which is not up here.
        linksToSkip: async (link) => new URL(link).origin !== origin,
      });
      const broken = links
        .filter(({ state }) => state === "BROKEN")
        .map(({ url, parent }) => `${parent?.slice(origin.length)} -> ${url.slice(origin.length)}`);
      assert.deepEqual(broken.sort(), []);

      // A page that no link leads to is as good as not there. The 404 page is
      // the host's to show, and an old address only leads on.
      const seen = new Set(links.map(({ url }) => new URL(url).pathname));
      const unseen = pages(site.folder).filter((page) => {
        const html = readFileSync(join(site.folder, page.endsWith(".html") ? page : `${page}index.html`), "utf8");
        return !seen.has(site.base + page) && page !== "404.html" && !html.includes('http-equiv="refresh"');
      });
      assert.deepEqual(unseen, [], "no link leads to these pages");
    } finally {
      await server.close();
    }
  });
}
