// The reader's own collection ("Verzamelmap"): kept, ordered, printed,
// downloaded and shared, in a real browser under the whole policy.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { ROOT_SITE } from "./site.mjs";
import { BLOCKED, FULL, visit } from "./visit.mjs";

const PAGE = "verzamelmap/";
const [ONE, TWO, THREE] = ["praktijklessen/regie/", "themas/geld/", "praktijklessen/urgentiebesef/"];
const LIST = `${PAGE}#list=${ONE},${TWO},${THREE}`;

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serve(ROOT_SITE.folder);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const addresses = (page) => page.locator("[data-saved-list] .saved-title").evaluateAll((found) => found.map((link) => link.getAttribute("href").slice(1)));
const counter = async (page) => (await page.locator("[data-saved]").textContent()).trim();
const status = (page) => page.locator("[data-saved-status]").textContent();
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);

/** Opens the collection with these articles in it. */
async function withArticles(open, urls = [ONE, TWO, THREE]) {
  const page = await open("404.html");
  await page.evaluate((urls) => {
    const items = urls.map((url) => ({ url, title: url, label: "" }));
    localStorage.setItem(`polder:saved:${document.querySelector("[data-saved]").dataset.site}`, JSON.stringify({ version: 1, items }));
  }, urls);
  return open(PAGE, page);
}

test("articles are kept from their page, a list and the search, and stand on one page", () =>
  visit(browser, server, {}, async (open) => {
    const page = await open(ONE);
    const button = page.locator("[data-save]");
    assert.equal(await button.innerText(), "Bewaar in verzamelmap");
    assert.equal(await counter(page), "Verzamelmap");
    await button.click();
    assert.equal(await button.innerText(), "Haal uit verzamelmap");
    assert.equal(await counter(page), "Verzamelmap (1)");
    assert.match(await page.locator("p[role=status]").last().textContent(), /^Bewaard.*1\.$/);

    await open("themas/", page);
    const card = page.locator(".card", { has: page.locator(`a[href="/${TWO}"]`) });
    await card.locator(".save-button").click();
    assert.equal(await card.locator(".save-button").innerText(), "Haal weg");

    await open("zoeken/?q=urgentiebesef", page);
    const result = page.locator("[data-search-results] li", { has: page.locator(`a[data-result][href="/${THREE}"]`) });
    await result.locator(".save-button").click();
    assert.equal(await counter(page), "Verzamelmap (3)");

    await page.locator("[data-saved]").click();
    await page.waitForFunction(() => document.querySelectorAll(".saved-label").length === 3);
    assert.deepEqual(await addresses(page), [ONE, TWO, THREE]);
    assert.deepEqual(await page.locator(".saved-label").allInnerTexts(), ["Praktijkles", "Thema", "Praktijkles"]);

    await open(ONE, page);
    await button.click();
    assert.equal(await counter(page), "Verzamelmap (2)");
  }));

test("the keyboard alone orders, removes and takes back", () =>
  visit(browser, server, {}, async (open) => {
    const page = await withArticles(open);
    await page.waitForFunction(() => document.querySelectorAll(".saved-label").length === 3);
    const titles = await page.locator(".saved-title").allInnerTexts();
    await page.locator("[data-key^=down]").first().focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await addresses(page), [TWO, ONE, THREE]);
    assert.equal(await status(page), `‘${titles[0]}’ staat nu op plaats 2 van 3.`);
    await page.keyboard.press("Enter");
    assert.deepEqual(await addresses(page), [TWO, THREE, ONE]);
    // At the end the button stays where the focus is and does nothing.
    assert.equal(await focused(page), `Omlaag: ${titles[0]}`);
    await page.keyboard.press("Enter");
    assert.deepEqual(await addresses(page), [TWO, THREE, ONE]);

    await page.locator("[data-key^=remove]").nth(1).focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await addresses(page), [TWO, ONE]);
    assert.equal(await focused(page), "Maak ongedaan");
    assert.equal(await status(page), `‘${titles[2]}’ is uit je verzamelmap gehaald.`);
    await page.keyboard.press("Enter");
    assert.deepEqual(await addresses(page), [TWO, THREE, ONE]);
    assert.equal(await focused(page), `Haal weg: ${titles[2]}`);

    await page.locator("[data-saved-clear]").click();
    assert.deepEqual(await addresses(page), []);
    assert.equal(await counter(page), "Verzamelmap");
    await page.keyboard.press("Enter");
    assert.deepEqual(await addresses(page), [TWO, THREE, ONE]);
    await page.reload({ waitUntil: "networkidle" });
    assert.deepEqual(await addresses(page), [TWO, THREE, ONE]);
  }));

test("a link holds the list, and changes nothing before its reader says so", async () => {
  let link;
  await visit(browser, server, { permissions: ["clipboard-read", "clipboard-write"] }, async (open) => {
    const page = await withArticles(open);
    await page.locator("[data-saved-copy]").click();
    await page.waitForFunction(() => document.querySelector("[data-saved-copied]").textContent);
    link = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(link, server.address + LIST);
  });
  const path = link.slice(server.address.length);
  await visit(browser, server, {}, async (open) => {
    const page = await open(path);
    assert.deepEqual(await addresses(page), [ONE, TWO, THREE]);
    assert.match(await page.locator(".saved-title").first().innerText(), /^Regie: /);
    assert.equal(await counter(page), "Verzamelmap");
    assert.equal(await page.locator("[data-saved-replace]").isVisible(), false);
    await page.locator("[data-saved-merge]").click();
    assert.equal(await counter(page), "Verzamelmap (3)");
    assert.equal(new URL(page.url()).hash, "");
  });
  const own = "praktijkvoorbeelden/drenthe/";
  await visit(browser, server, {}, async (open) => {
    const page = await withArticles(open, [own, TWO]);
    await page.evaluate((hash) => (location.hash = hash), path.slice(PAGE.length));
    await page.waitForSelector("[data-saved-shared]:visible");
    assert.deepEqual(await addresses(page), [ONE, TWO, THREE]);
    assert.equal(await counter(page), "Verzamelmap (2)");
    await page.locator("[data-saved-replace]").click();
    assert.deepEqual(await addresses(page), [ONE, TWO, THREE]);
    assert.equal(await focused(page), "Maak ongedaan");
    await page.keyboard.press("Enter");
    assert.deepEqual(await addresses(page), [own, TWO]);

    await open(path, page);
    await page.reload({ waitUntil: "networkidle" });
    await page.locator("[data-saved-leave]").click();
    assert.deepEqual(await addresses(page), [own, TWO]);
    await open(path, page);
    await page.reload({ waitUntil: "networkidle" });
    await page.locator("[data-saved-merge]").click();
    assert.deepEqual(await addresses(page), [own, TWO, ONE, THREE]);
  });
});

test("a link that holds nothing good is refused in words", () =>
  visit(browser, server, {}, async (open) => {
    for (const wrong of ["//elders.example/a/", "../../etc/", "javascript:alert(1)/", "", "a b/", "./"]) {
      const page = await open(`${PAGE}#list=${wrong}`);
      assert.match(await page.locator("[data-saved-notice]").innerText(), /geen lijst/, wrong);
      assert.deepEqual(await addresses(page), [], wrong);
    }
  }));

test("tabs know of each other", () =>
  visit(browser, server, {}, async (open) => {
    const [article, collection] = [await open(ONE), await open(PAGE)];
    await article.locator("[data-save]").click();
    await collection.waitForFunction(() => document.querySelectorAll(".saved-title").length === 1);
    assert.equal(await counter(collection), "Verzamelmap (1)");
    await collection.locator("[data-key^=remove]").click();
    await article.waitForFunction(() => document.querySelector("[data-save]").textContent === "Bewaar in verzamelmap");
    assert.equal(await counter(article), "Verzamelmap");
  }));

/** What a click makes the browser save. */
async function download(page, button) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(button).click()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

test("the downloaded web page stands alone", () =>
  visit(browser, server, {}, async (open, profile) => {
    const page = await withArticles(open);
    const { name, text } = await download(page, "[data-saved-html]");
    assert.match(name, /^verzamelmap-\d{4}-\d\d-\d\d\.html$/);
    assert.match(text, /^<!doctype html>\n<html lang="nl">/);
    const alone = await profile.newPage();
    await alone.setContent(text);
    const found = await alone.evaluate(() => {
      const links = [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"));
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      return {
        titles: [...document.querySelectorAll("article > h2")].map((title) => title.textContent),
        loose: links.filter((href) => !/^(https?:|mailto:|#)/.test(href)),
        dead: links.filter((href) => href.startsWith("#") && !ids.includes(href.slice(1))),
        doubled: ids.filter((id, at) => ids.indexOf(id) !== at),
        local: links.filter((href) => href.includes("127.0.0.1")),
        canonical: links.filter((href) => href.startsWith("https://kennisbank.example/")).length,
        inside: links.filter((href) => /^#a\d+$/.test(href)).length,
        odd: document.querySelectorAll("script, button, nav, svg, input, [hidden], [class]:not(.label, .address), [style]").length,
        words: document.body.innerText.split(/\s+/).length,
      };
    });
    const { titles, canonical, inside, words, ...wrong } = found;
    assert.equal(titles.length, 3);
    assert.match(titles[0], /^Regie: /);
    assert.deepEqual(wrong, { loose: [], dead: [], doubled: [], local: [], odd: 0 });
    assert.ok(canonical > 5 && inside >= 3 && words > 800, JSON.stringify(found));
  }));

test("the downloaded Markdown says the same", () =>
  visit(browser, server, {}, async (open) => {
    const page = await withArticles(open);
    const { name, text } = await download(page, "[data-saved-markdown]");
    assert.match(name, /^verzamelmap-\d{4}-\d\d-\d\d\.md$/);
    assert.match(text, /^# Verzamelmap\n\nUit Kennisbank Werkende Samenwerking, \d+ \w+ \d{4}\n/);
    assert.equal(text.match(/^## /gm).length, 3);
    assert.match(text, /^### Waarom het ertoe doet$/m);
    assert.match(text, /^\| Vraag \| Netwerk \| Traject \|\n\| --- \| --- \| --- \|$/m);
    assert.match(text, /^> \*\*Let op\*\*\n>\n> /m);
    for (const note of text.match(/\[\^[\d-]+\](?!:)/g)) assert.ok(text.includes(`\n${note}: `), note);
    for (const [, to] of text.matchAll(/\]\(([^)]*)\)/g)) assert.match(to, /^(https?|mailto):/);
    assert.ok(!/<[a-z]+|127\.0\.0\.1/.test(text));

    await page.locator("[data-saved-whole]").uncheck();
    const list = (await download(page, "[data-saved-markdown]")).text;
    assert.equal(list.match(/^\d\. \[.*\]\(https:\/\/kennisbank\.example\/.*\) \(/gm).length, 3);
    assert.ok(!list.includes("##"));
  }));

test("what makes the files and does not come is said, and comes when it is tried again", () =>
  visit(browser, server, { allowed: /ERR_FAILED|dynamically imported module/ }, async (open) => {
    const page = await withArticles(open);
    await page.route("**/saved-export.*.js*", (route) => route.abort());
    await page.locator("[data-saved-markdown]").click();
    await page.waitForFunction(() => /opgehaald/.test(document.querySelector("[data-saved-progress]").textContent));
    await page.unroute("**/saved-export.*.js*");
    assert.match((await download(page, "[data-saved-markdown]")).text, /^## Regie: /m);
  }));

test("on paper stand the list and the texts, and nothing to press", () =>
  visit(browser, server, {}, async (open) => {
    const page = await withArticles(open);
    await page.evaluate(() => (window.print = () => (document.body.dataset.printed = "yes")));
    await page.emulateMedia({ media: "print" });
    await page.locator("[data-saved-print]").evaluate((button) => button.click());
    await page.waitForSelector("body[data-printed]");
    assert.equal(await page.locator(".saved-texts article").count(), 3);
    assert.match(await page.locator(".saved-texts").innerText(), /Vul eerst ieder voor zich in/);
    assert.equal(await page.locator(".saved-address").first().innerText(), `https://kennisbank.example/${ONE}`);
    assert.equal(await page.locator("main button:visible, main input:visible, .saved-link:visible").count(), 0);
    await page.emulateMedia({ media: "screen" });
    assert.equal(await page.locator(".saved-texts article:visible").count(), 0);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await page.locator(".saved-texts article").count(), 0);
  }));

test("a browser that keeps nothing says so, and a shared list can still be read", () =>
  visit(browser, server, {}, async (open, profile) => {
    await profile.addInitScript(BLOCKED);
    const page = await open(ONE);
    await page.locator("[data-save]").click();
    assert.match(await page.locator(".save-failed").innerText(), /staat niet toe/);
    assert.equal(await page.locator("[data-save]").innerText(), "Bewaar in verzamelmap");
    await open(LIST, page);
    assert.match(await page.locator("[data-saved-notice]").innerText(), /staat niet toe/);
    assert.equal((await addresses(page)).length, 3);
    assert.match((await download(page, "[data-saved-markdown]")).text, /^## Regie: /m);
    await page.locator("[data-saved-merge]").click();
    assert.equal((await addresses(page)).length, 3);
  }));

test("a full browser says so, and loses nothing", () =>
  visit(browser, server, {}, async (open, profile) => {
    await (await withArticles(open, [TWO])).close();
    await profile.addInitScript(FULL);
    const page = await open(ONE);
    await page.locator("[data-save]").click();
    assert.match(await page.locator(".save-failed").innerText(), /vol/);
    assert.equal(await counter(page), "Verzamelmap (1)");
  }));

test("what cannot be read is no reason to fail", () =>
  visit(browser, server, {}, async (open) => {
    const page = await open("404.html");
    for (const odd of ["{", "3", '{"items":[{"url":"https://elders.example/"},{"url":"../x/","title":"x"},null]}']) {
      await page.evaluate((odd) => localStorage.setItem("polder:saved:/", odd), odd);
      await open(PAGE, page);
      assert.equal(await page.locator("[data-saved-empty]").isVisible(), true, odd);
    }
  }));

test("without JavaScript the page says that it needs it", () =>
  visit(browser, server, { javaScriptEnabled: false }, async (open) => {
    const page = await open(PAGE);
    assert.match(await page.locator("main").innerText(), /werkt met JavaScript/);
    assert.equal(await page.locator("main button:visible, main input:visible").count(), 0);
    await open(ONE, page);
    assert.equal(await page.locator(".save-button:visible").count(), 0);
  }));

test("axe finds nothing in any state", async () => {
  const looks = [["light", 1280], ["dark", 360], ["dark", 1280], ["light", 360]];
  for (const [colorScheme, width] of looks) {
    await visit(browser, server, { bypassCSP: true, colorScheme, viewport: { width, height: 800 } }, async (open) => {
      const found = [];
      const look = async (page, state) => found.push(...(await violations(page)).map((fault) => `${state}: ${fault}`));
      const page = await open(PAGE);
      await look(page, "empty");
      await open(LIST, page);
      await page.reload({ waitUntil: "networkidle" });
      await look(page, "shared");
      await page.locator("[data-saved-merge]").click();
      await look(page, "added");
      await page.locator("[data-key^=remove]").first().click();
      await look(page, "removed");
      await open("praktijklessen/", page);
      await page.locator(".save-button").first().click();
      await look(page, "list");
      await open(TWO, page);
      await look(page, "article");
      assert.deepEqual(found, [], `${colorScheme}, ${width} pixels`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
    });
  }
});

// A site of one collection without any field, in a sub-path: what moved, what
// was withdrawn, what is gone, and a picture.
const SMALL = {
  "polder.toml": 'title = "Klein"\nbase_url = "https://example.org/sub/"\nlanguage = "nl"\n[collections.stukken]\nlabel = "Stuk"\n',
  "content/stukken/nieuw.md": '+++\ntitle = "Nieuwe naam"\naliases = ["/stukken/oud/"]\n+++\nEen tekst die [verhuisde](/stukken/plaat/).\n',
  "content/stukken/voorbij.md": '+++\ntitle = "Voorbij"\nexpires_at = 2020-02-01\n+++\nWeg.\n',
  "content/stukken/plaat/index.md": '+++\ntitle = "Met een plaat"\n+++\nKijk: ![Een rode stip](stip.png)\n\n- [x] gedaan\n- `a|b` en *sterretjes* 2 \\* 3\n',
  "content/stukken/plaat/stip.png": Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==", "base64"),
};

test("articles that moved, were withdrawn or are gone are told apart; pictures come along", async () => {
  const folder = mkdtempSync(join(tmpdir(), "polder-saved-"));
  for (const [path, content] of Object.entries(SMALL)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const polder = process.env.POLDER ?? "target/debug/polder";
  execFileSync(polder, ["build", "--root", folder, "--out", join(folder, "public")], { stdio: "pipe" });
  const small = await serve(join(folder, "public"), { base: "/sub/" });
  try {
    await visit(browser, small, { allowed: /status of 404/ }, async (open) => {
      const page = await withArticles(open, ["stukken/oud/", "stukken/voorbij/", "stukken/nooit-geweest/", "stukken/plaat/"]);
      await page.waitForFunction(() => document.querySelectorAll(".saved-note").length === 3);
      const rows = await page.locator("[data-saved-list] .saved-about").allInnerTexts();
      assert.match(rows[0], /Nieuwe naam\s+Dit artikel is verhuisd/);
      assert.match(rows[1], /Voorbij\s+Dit artikel is ingetrokken/);
      assert.match(rows[2], /nooit-geweest\/\s+Dit artikel staat niet meer op de site/);
      const { text } = await download(page, "[data-saved-html]");
      assert.match(text, /<img alt="Een rode stip" src="data:image\/png;base64,/);
      assert.match(text, /<a href="#a4">verhuisde<\/a>/);
      assert.match(await page.locator("[data-saved-progress]").innerText(), /ontbreken er 2/);
      const markdown = (await download(page, "[data-saved-markdown]")).text;
      assert.match(markdown, /Kijk: \*Afbeelding: Een rode stip\*/);
      assert.match(markdown, /^- ☑ gedaan\n- `a\|b` en \*sterretjes\* 2 \\\* 3$/m);
      assert.match(markdown, /\[verhuisde\]\(https:\/\/example\.org\/sub\/stukken\/plaat\/\)/);
      await page.reload({ waitUntil: "networkidle" });
      assert.equal(await page.locator(".saved-title").first().getAttribute("href"), "/sub/stukken/nieuw/");
    });
  } finally {
    await small.close();
    rmSync(folder, { recursive: true });
  }
});
