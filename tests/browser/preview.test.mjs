// The preview in a real browser, while files change under it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./chromium.mjs";
import { onPage, startPreview, until } from "./preview.mjs";

const CONFIGURATION = `title = "Proef"
base_url = "https://example.org/"
language = "nl"
theme = "eigen"

[collections.themas]
label = "Thema"
label_plural = "Thema's"
`;

const long = (text) => Array.from({ length: 80 }, (_, number) => `Alinea ${number}. ${text}\n`).join("\n");
const article = (title, body, more = "") => `+++\ntitle = "${title}"\n${more}+++\n\n${body}\n`;

let browser;
let preview;
before(async () => {
  browser = await launch();
  preview = await startPreview({
    "polder.toml": CONFIGURATION,
    "content/themas/regie.md": article("Regie", long("Wie doet wat?")),
    "content/themas/later.md": article("Later", "Tekst.", "publish_at = 2999-01-01\n"),
    "content/themas/weg.md": article("Weg", "Tekst.", "expires_at = 2001-01-01\n"),
    "content/themas/concept.md": article("Half af", "Tekst.", "draft = true\n"),
  }, [["themes/polder", "themes/eigen"]]);
});
after(async () => {
  await browser?.close();
  await preview?.stop();
});

const y = (page) => page.evaluate(() => scrollY);
/** The page may be on its way to a newer one: then nothing. */
const background = (page) =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor).catch(() => null);
const REGIE = "content/themas/regie.md";

test("a saved change is there without touching the browser, and the reader stays where he was", () =>
  onPage(browser, `${preview.address}themas/regie/`, async (page) => {
    await page.getByText("Alinea 79.").waitFor();
    await page.evaluate(() => scrollTo({ top: 2000, behavior: "instant" }));
    preview.write(REGIE, article("Regie", long("Wie doet dat?")));
    await page.getByText("Alinea 40. Wie doet dat?").waitFor();
    await until(async () => Math.abs((await y(page)) - 2000) <= 2, "the page stands where it stood");
    // As editors do that write beside the file first.
    const beside = join(preview.root, "content/themas/.regie.md.swp");
    writeFileSync(beside, article("Regie", long("Wie doet niets?")));
    renameSync(beside, join(preview.root, REGIE));
    await page.getByText("Alinea 40. Wie doet niets?").waitFor();
    await until(async () => Math.abs((await y(page)) - 2000) <= 2, "the page stands where it stood");
  }));

test("templates, styles, words and the configuration count as well", () =>
  onPage(browser, `${preview.address}themas/regie/`, async (page) => {
    await page.getByText("Alinea 1.").waitFor();
    preview.write("polder.toml", CONFIGURATION.replace("Proef", "Andere naam"));
    await page.getByRole("banner").getByText("Andere naam").waitFor();
    preview.write("templates/article.html", '{% extends "theme/article.html" %}{% block scripts %}<p id="_eigen">eigen sjabloon</p>{{ super() }}{% endblock scripts %}');
    await page.getByText("eigen sjabloon").waitFor();
    preview.write("static/site.css", "body { background: rgb(1, 2, 3); }");
    await until(async () => (await background(page)) === "rgb(1, 2, 3)", "the new style");
    preview.remove("static/site.css");
    await until(async () => !["rgb(1, 2, 3)", null].includes(await background(page)), "the old style");
    const words = preview.read("themes/eigen/i18n/nl.toml");
    preview.write("themes/eigen/i18n/nl.toml", words.replace(/^skip_to_content = .*$/m, 'skip_to_content = "Spring verder"'));
    await page.getByRole("link", { name: "Spring verder" }).waitFor({ state: "attached" });
    preview.remove("templates");
    await page.getByText("eigen sjabloon").waitFor({ state: "detached" });
    // A template that is wrong leaves the page as it was.
    preview.write("templates/article.html", '{% extends "theme/article.html" %}{% block scripts %}{{ bestaat_niet }}{% endblock scripts %}');
    await page.locator("#_polder-panel").getByText("templates/article.html").first().waitFor();
    assert.ok(await page.getByText("Alinea 1.").isVisible());
    preview.remove("templates");
    await page.locator("#_polder-panel").waitFor({ state: "detached" });
  }));

test("errors stand above the last good page, in Dutch, with the place and the way out", () =>
  onPage(browser, `${preview.address}themas/regie/`, async (page) => {
    const good = preview.read(REGIE);
    await page.getByText("Alinea 1.").waitFor();
    preview.write(REGIE, good.replace('title = "Regie"', "title = Regie"));
    const panel = page.getByRole("alert");
    await panel.getByRole("heading", { name: "Er is één fout" }).waitFor();
    assert.match(await panel.innerText(), /content\/themas\/regie\.md, regel 2, teken 9/);
    assert.match(await panel.innerText(), /aanhalingstekens/i);
    assert.ok(await page.getByText("Alinea 1.").isVisible());
    preview.write(REGIE, `${good}\nZie [dit](/themas/bestaat-niet/).\n`);
    await panel.getByText("bestaat-niet", { exact: false }).first().waitFor();
    preview.write(REGIE, good);
    await panel.waitFor({ state: "detached" });
    // New, renamed and deleted files.
    preview.write("content/themas/nieuw.md", article("Kersvers", "Tekst over bruggen."));
    await page.goto(`${preview.address}themas/`);
    await page.getByRole("link", { name: "Kersvers" }).waitFor();
    renameSync(join(preview.root, "content/themas/nieuw.md"), join(preview.root, "content/themas/ander.md"));
    await page.locator('a[href$="/themas/ander/"]').first().waitFor();
    preview.remove("content/themas/ander.md");
    await page.getByRole("link", { name: "Kersvers" }).waitFor({ state: "detached" });
  }));

test("an article with errors holds its own page and no other", () =>
  onPage(browser, `${preview.address}themas/regie/`, async (page) => {
    const good = preview.read(REGIE);
    await page.getByText("Alinea 1.").waitFor();
    // Its address was in what cannot be read any more.
    preview.write("content/themas/bron.md", article("Bron", "Eerste tekst.", 'slug = "herkomst"\n'));
    await until(async () => (await fetch(`${preview.address}themas/herkomst/`)).status === 200);
    preview.write("content/themas/bron.md", article("Bron", "Tweede tekst.", 'slug = "herkomst\n'));
    const panel = page.getByRole("alert");
    await panel.getByText("Van een artikel met een fout").waitFor();
    preview.write("content/themas/nieuw.md", article("Kersvers", "Zie [[nergens]]."));
    await panel.getByRole("heading", { name: "Er zijn 2 fouten" }).waitFor();
    preview.write(REGIE, good.replaceAll("Alinea", "Passage"));
    await page.getByText("Passage 1.").waitFor();
    await page.goto(`${preview.address}themas/herkomst/`);
    await page.getByText("Eerste tekst.").waitFor();
    await panel.getByRole("heading", { name: "Er zijn 2 fouten" }).waitFor();
    assert.equal((await fetch(`${preview.address}themas/bron/`)).status, 404);
    // One that never was good is shown as it is.
    await page.goto(`${preview.address}themas/nieuw/`);
    await page.getByText("nergens").first().waitFor();
    preview.write("content/themas/bron.md", article("Bron", "Derde tekst.", 'slug = "herkomst"\n'));
    preview.remove("content/themas/nieuw.md");
    preview.write(REGIE, good);
    await until(async () => (await (await fetch(`${preview.address}themas/herkomst/`)).text()).includes("Derde tekst."));
    preview.remove("content/themas/bron.md");
    await until(async () => (await fetch(`${preview.address}themas/herkomst/`)).status === 404);
  }, { expected: /status of 404/ }));

test("what is not published carries its label", () =>
  onPage(browser, `${preview.address}themas/`, async (page) => {
    for (const [title, label] of [["Half af", /Concept/], ["Later", /Gepland voor/], ["Weg", /Verlopen sinds/]]) {
      await page.getByRole("link", { name: title }).first().waitFor();
      assert.match(await page.locator("li", { hasText: title }).first().innerText(), label);
    }
    await page.goto(`${preview.address}themas/concept/`);
    await page.getByText("Concept", { exact: true }).first().waitFor();
  }));

test("the search knows what was saved a moment ago", async () => {
  preview.write("content/themas/vuurtoren.md", article("Vuurtoren", "Licht voor schepen."));
  await until(async () => (await fetch(`${preview.address}themas/vuurtoren/`)).status === 200);
  await onPage(browser, `${preview.address}zoeken/?q=vuurtorens`, async (page) => {
    await page.locator('[data-search-results] a[data-result][href$="/themas/vuurtoren/"]').waitFor();
  });
});
