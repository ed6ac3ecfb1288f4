// The editors' desk in a real browser, on files that really change.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { launch } from "./chromium.mjs";
import { onPage, startPreview, until } from "./preview.mjs";

const CONFIGURATION = `title = "Proef"
base_url = "https://example.org/"
language = "nl"

[collections.themas]
label = "Thema"
label_plural = "Thema's"

[collections.lessen]
label = "Les"
label_plural = "Lessen"
[collections.lessen.fields]
themas = { type = "reference", to = "themas", many = true, required = true, label = "Onderwerpen", help = "Waar gaat het over?" }
soort = { type = "choice", options = ["kort", "lang"], required = true, label = "Soort" }
publiek = { type = "choice", options = ["bestuur", "uitvoering"], many = true, label = "Publiek" }
bron = { type = "url", label = "Bron" }
`;

const LESSON = `+++
# met de hand geschreven
title = "Begin klein"   # kort houden
date = 2026-01-02
themas = ["regie"]
soort = 'kort'
onthouden = 3
+++

Een eerste alinea over [regie](/themas/regie/).

Een tweede alinea.
`;

const FILES = {
  "polder.toml": CONFIGURATION.replace("[collections.lessen]", "[collections.lessen]\nextra = true"),
  "content/themas/regie.md": '+++\ntitle = "Regie"\n+++\n\nWie doet wat? Zie [[lessen/begin-klein]].\n',
  "content/themas/rollen.md": '+++\ntitle = "Rollen en taken"\nreview_by = 2020-01-01\n+++\n\nTaken.\n',
  "content/themas/concept.md": '+++\ntitle = "Nog niet af"\ndraft = true\n+++\n\nTekst.\n',
  "content/lessen/begin-klein.md": LESSON,
  "content/over.md": '---\ntitle: Over ons # yaml\n---\n\nTekst met [een les](lessen/begin-klein.md).\n',
};

const WORD = "verslag.docx";

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let browser;
let preview;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
});
beforeEach(async () => {
  preview = await startPreview(FILES);
});

const desk = (look, options) => onDesk("", look, options);

async function onDesk(query, look, options) {
  try {
    await onPage(browser, `${preview.address}_polder/${query}`, look, options);
  } finally {
    await preview.stop();
  }
}

const openLesson = (look, options) =>
  onDesk("?path=content/lessen/begin-klein.md", async (page, context) => {
    await page.getByLabel("Titel").waitFor();
    await look(page, context);
  }, options);

const save = async (page) => {
  await page.getByRole("button", { name: "Opslaan", exact: true }).click();
  await page.getByText("Opgeslagen", { exact: true }).first().waitFor({ state: "attached" });
};

/** What the browser says of an answer that is a refusal. */
const REFUSED = /status of (403|409|422)/;

test("the list shows every article with its state, and filters", () =>
  desk(async (page) => {
    const titles = async () => (await page.locator(".article-title").allTextContents()).sort();
    await page.locator(".article-title").first().waitFor();
    assert.deepEqual(await titles(), ["Begin klein", "Nog niet af", "Over ons", "Regie", "Rollen en taken"]);
    const row = (title) => page.locator(".article-row", { hasText: title });
    assert.match(await row("Nog niet af").innerText(), /Concept/);
    assert.match(await row("Rollen en taken").innerText(), /Te herzien sinds 1 januari 2020/);
    await page.getByLabel("Stand", { exact: true }).selectOption("review");
    assert.deepEqual(await titles(), ["Rollen en taken"]);
    await page.getByLabel("Stand", { exact: true }).selectOption("");
    await page.getByLabel("Zoek op titel of bestandsnaam").fill("THEMAS regi");
    assert.deepEqual(await titles(), ["Regie"]);
    await page.getByLabel("Zoek op titel of bestandsnaam").fill("");
    await page.getByLabel("Soort").selectOption("lessen");
    assert.deepEqual(await titles(), ["Begin klein"]);
    // What is saved elsewhere is seen here.
    preview.write("content/lessen/nieuw.md", '+++\ntitle = "Kapot"\n+++\n\nTekst.\n');
    await page.getByText("Er zijn 2 fouten").waitFor();
    assert.match(await row("Kapot").innerText(), /2 fouten/);
    await page.getByLabel("Aandacht").selectOption("errors");
    assert.deepEqual(await titles(), ["Kapot"]);
  }));

test("what comes up for review is told before it is due", () =>
  desk(async (page) => {
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    preview.write("content/themas/straks.md", `+++\ntitle = "Straks"\nreview_by = ${soon}\n+++\n\nTekst.\n`);
    await page.locator(".article-row", { hasText: "Straks" }).getByText(/^Te herzien vóór /).waitFor();
    await page.getByLabel("Stand", { exact: true }).selectOption("review-soon");
    assert.deepEqual(await page.locator(".article-title").allTextContents(), ["Straks"]);
  }));

test("what the report finds leads to the form of its article", () =>
  desk(async (page) => {
    await page.getByRole("link", { name: "Nakijken" }).click();
    await page.getByRole("heading", { level: 1, name: "Nakijken" }).waitFor();
    const late = page.locator('[data-subject="review-due"]');
    await late.getByRole("heading", { name: "Nakijken: te laat (1)" }).waitFor();
    assert.match(await late.innerText(), /sinds 1 januari 2020/);
    // What changes meanwhile is seen here as well.
    preview.write("content/themas/regie.md", '+++\ntitle = "Regie"\nreview_by = 2019-01-01\n+++\n\nTekst.\n');
    await late.getByRole("heading", { name: "Nakijken: te laat (2)" }).waitFor();
    await late.getByRole("link", { name: "Rollen en taken" }).click();
    await page.getByLabel("Titel").waitFor();
    assert.equal(await page.getByLabel("Titel").inputValue(), "Rollen en taken");
  }));

test("the desk comes to life when a broken polder.toml is mended", async () => {
  await preview.stop();
  preview = await startPreview({ ...FILES, "polder.toml": "titel = 3\n" });
  await desk(async (page) => {
    await page.getByText("Herstel eerst polder.toml").waitFor();
    preview.write("polder.toml", FILES["polder.toml"]);
    await page.locator(".article-title", { hasText: "Begin klein" }).waitFor();
  }, { expected: /status of 503/ });
});

test("an article is changed where it was changed and nowhere else", () =>
  openLesson(async (page) => {
    await page.getByLabel("Titel").fill('Begin "heel" klein');
    const topics = page.getByRole("combobox", { name: "Onderwerpen" });
    await topics.fill("taken");
    await page.getByRole("option", { name: "Rollen en taken" }).click();
    await page.getByRole("group", { name: "Publiek" }).getByLabel("uitvoering").check();
    const text = page.getByLabel("Tekst", { exact: true });
    await text.fill((await text.inputValue()).replace("tweede", "heel andere"));
    // The page beside the form is the page of the site.
    const shown = page.frameLocator(".preview-frame");
    await shown.getByText("Een heel andere alinea.").waitFor();
    await shown.getByRole("heading", { level: 1, name: "Begin “heel” klein" }).or(shown.getByRole("heading", { level: 1 })).waitFor();
    await save(page);
    const expected = LESSON.replace('"Begin klein"', '"Begin \\"heel\\" klein"')
      .replace('["regie"]', '["regie", "rollen"]')
      .replace("soort = 'kort'\n", "soort = 'kort'\npubliek = [\"uitvoering\"]\n")
      .replace("tweede", "heel andere");
    assert.equal(preview.read("content/lessen/begin-klein.md"), expected);
    assert.match(await page.locator("details.part").textContent(), /onthouden/);
    // The site itself shows it too.
    await until(async () => (await (await fetch(`${preview.address}lessen/begin-klein/`)).text()).includes("heel andere"));
  }));

test("saving without a change leaves the file alone", () =>
  openLesson(async (page) => {
    await page.keyboard.press("Control+s");
    await page.getByText("Er is niets gewijzigd").first().waitFor({ state: "attached" });
    assert.equal(preview.read("content/lessen/begin-klein.md"), LESSON);
  }));

test("errors stand beside their field, before anything is saved", () =>
  openLesson(async (page) => {
    await page.getByLabel("Soort").selectOption("");
    const field = page.locator('[data-field="soort"]');
    await field.getByText("Dit veld is verplicht").waitFor();
    assert.equal(await page.getByLabel("Soort").getAttribute("aria-invalid"), "true");
    const text = page.getByLabel("Tekst", { exact: true });
    await text.fill("Zie [dit](/themas/weg/).");
    await page.getByText("regel 1:").waitFor();
    // The site would not be published: that is said, and three ways out.
    await page.getByRole("button", { name: "Opslaan", exact: true }).click();
    const question = page.getByRole("dialog", { name: "Opslaan met fouten?" });
    await question.getByText("Soort: Dit veld is verplicht").waitFor();
    await question.getByRole("button", { name: "Verder schrijven" }).click();
    assert.equal(preview.read("content/lessen/begin-klein.md"), LESSON);
    await page.getByRole("button", { name: "Opslaan", exact: true }).click();
    await question.getByRole("button", { name: "Opslaan als concept" }).click();
    await page.getByText("Opgeslagen", { exact: true }).first().waitFor({ state: "attached" });
    const saved = preview.read("content/lessen/begin-klein.md");
    assert.match(saved, /^draft = true$/m);
    assert.match(saved, /\(\/themas\/weg\/\)/);
    assert.doesNotMatch(saved, /^soort/m);
    await page.getByRole("heading", { name: "Nog te doen" }).or(page.locator(".problem-warning")).first().waitFor();
  }, { expected: REFUSED }));

test("a newer change of somebody else is not overwritten", () =>
  openLesson(async (page) => {
    const theirs = LESSON.replace("2026-01-02", "2026-03-04");
    await page.getByLabel("Titel").fill("Mijn titel");
    preview.write("content/lessen/begin-klein.md", theirs);
    await page.getByText("Dit artikel is intussen buiten dit scherm gewijzigd").waitFor();
    await page.getByRole("button", { name: "Opslaan", exact: true }).click();
    const question = page.getByRole("dialog", { name: "Iemand anders" });
    await question.waitFor();
    assert.equal(preview.read("content/lessen/begin-klein.md"), theirs);
    assert.match(await question.getByRole("region", { name: "Jouw versie" }).locator("mark").allTextContents().then(String), /Mijn titel/);
    assert.match(await question.getByRole("region", { name: "De andere versie" }).locator("mark").allTextContents().then(String), /2026-03-04/);
    await question.getByRole("button", { name: "Beide wijzigingen samenvoegen" }).click();
    await until(() => preview.read("content/lessen/begin-klein.md") === theirs.replace("Begin klein", "Mijn titel"));
  }, { expected: REFUSED }));

test("when both changed the same, one is chosen", () =>
  openLesson(async (page) => {
    await page.getByLabel("Titel").fill("Mijn titel");
    preview.write("content/lessen/begin-klein.md", LESSON.replace("Begin klein", "Hun titel"));
    await page.getByRole("button", { name: "Opslaan", exact: true }).click();
    const question = page.getByRole("dialog", { name: "Iemand anders" });
    assert.equal(await question.getByRole("button", { name: "Beide wijzigingen samenvoegen" }).count(), 0);
    await question.getByRole("button", { name: "De andere versie houden" }).click();
    await until(async () => (await page.getByLabel("Titel").inputValue()) === "Hun titel");
    assert.match(preview.read("content/lessen/begin-klein.md"), /Hun titel/);
  }, { expected: REFUSED }));

test("a new article, from a title alone, to a page", () =>
  desk(async (page) => {
    await page.getByRole("button", { name: "Nieuw artikel" }).click();
    const question = page.getByRole("dialog", { name: "Nieuw artikel maken" });
    await question.getByLabel("Wat voor artikel?").selectOption("lessen");
    await question.getByLabel("Titel").fill("Één nieuwe les?");
    await question.getByRole("button", { name: "Maken" }).click();
    await page.waitForURL("**/?path=content%2Flessen%2Feen-nieuwe-les.md");
    await page.getByLabel("Titel").waitFor();
    const topics = page.getByRole("combobox", { name: "Onderwerpen" });
    await topics.fill("reg");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByLabel("Soort").selectOption("lang");
    await page.getByLabel("Tekst", { exact: true }).fill("Zomaar tekst.");
    await page.getByLabel("Concept: nog niet publiceren").uncheck();
    await save(page);
    const file = preview.read("content/lessen/een-nieuwe-les.md");
    assert.match(file, /^themas = \["regie"\]$/m);
    assert.match(file, /^soort = "lang"$/m);
    assert.doesNotMatch(file, /^draft/m);
    await until(async () => (await fetch(`${preview.address}lessen/een-nieuwe-les/`)).status === 200);
    // A second one of that name is refused, and says why.
    await page.getByRole("link", { name: "Alle artikelen" }).click();
    await page.getByRole("button", { name: "Nieuw artikel" }).click();
    await question.getByLabel("Wat voor artikel?").selectOption("lessen");
    await question.getByLabel("Titel").fill("Een nieuwe les");
    await question.getByRole("button", { name: "Maken" }).click();
    await question.getByText("al bezet").waitFor();
  }, { expected: REFUSED }));

test("an image is put beside the article, with what it shows", () =>
  openLesson(async (page) => {
    await page.getByLabel("Tekst", { exact: true }).focus();
    await page.getByRole("button", { name: "Afbeelding" }).click();
    const question = page.getByRole("dialog", { name: "Afbeelding invoegen" });
    await question.getByLabel("Bestand").setInputFiles({ name: "Mijn Foto.PNG", mimeType: "image/png", buffer: PIXEL });
    await question.getByRole("button", { name: "Invoegen" }).click();
    assert.ok(await question.isVisible(), "without a text for who does not see it, it is not taken");
    await question.getByLabel("Wat is er te zien?").fill("Een [stip]");
    await question.getByRole("button", { name: "Invoegen" }).click();
    await question.waitFor({ state: "detached" });
    const written = "![Een \\[stip\\]](begin-klein-mijn-foto.png)";
    await until(async () => (await page.getByLabel("Tekst", { exact: true }).inputValue()).includes(written), written);
    assert.ok(preview.exists("content/lessen/begin-klein-mijn-foto.png"));
    await page.frameLocator(".preview-frame").getByAltText("Een [stip]").waitFor();
    await page.getByRole("button", { name: "Afbeelding" }).click();
    await question.getByLabel("Bestand").setInputFiles({ name: "x.png", mimeType: "image/png", buffer: Buffer.from("<svg onload=alert(1)>") });
    await question.getByLabel("Wat is er te zien?").fill("Niets");
    await question.getByRole("button", { name: "Invoegen" }).click();
    await question.getByText("geen afbeelding").waitFor();
  }, { expected: /status of 415/ }));

test("another address takes along what refers to it", () =>
  openLesson(async (page) => {
    await page.getByText("Meer doen met dit artikel").click();
    await page.getByRole("button", { name: "Adres wijzigen" }).click();
    const question = page.getByRole("dialog", { name: "Adres wijzigen" });
    await question.getByLabel("Nieuw laatste deel").fill("klein-beginnen");
    await question.getByRole("button", { name: "Bekijk wat er verandert" }).click();
    await question.getByText("/lessen/klein-beginnen/").waitFor();
    assert.deepEqual(
      (await question.locator(".referrers li").allTextContents()).map((text) => text.trim()).sort(),
      ["Over ons 1 link in de tekst", "Regie 1 link in de tekst"],
    );
    await question.getByRole("button", { name: "Adres wijzigen" }).click();
    await page.waitForURL("**/?path=content%2Flessen%2Fklein-beginnen.md");
    assert.ok(!preview.exists("content/lessen/begin-klein.md"));
    assert.equal(
      preview.read("content/lessen/klein-beginnen.md"),
      LESSON.replace("date = 2026-01-02\n", 'date = 2026-01-02\naliases = ["/lessen/begin-klein/"]\n'),
    );
    assert.match(preview.read("content/themas/regie.md"), /\[\[lessen\/klein-beginnen\]\]/);
    assert.match(preview.read("content/over.md"), /title: Over ons # yaml[^]*lessen\/klein-beginnen\.md/);
    await until(async () => (await (await fetch(`${preview.address}lessen/begin-klein/`)).text()).includes("/lessen/klein-beginnen/"));
    await until(async () => (await page.locator(".badge-published").count()) === 1);
    assert.equal(await page.locator(".notice-error").count(), 0);
  }));

test("what is deleted can be put back, and a copy is a draft", () =>
  openLesson(async (page) => {
    await page.getByText("Meer doen met dit artikel").click();
    await page.getByRole("button", { name: "Dupliceren" }).click();
    const copy = page.getByRole("dialog", { name: "Artikel dupliceren" });
    await copy.getByLabel("Titel").fill("Begin groter");
    await copy.getByRole("button", { name: "Dupliceren" }).click();
    await page.waitForURL("**/?path=content%2Flessen%2Fbegin-groter.md");
    assert.equal(
      preview.read("content/lessen/begin-groter.md"),
      LESSON.replace('"Begin klein"   # kort houden\n', '"Begin groter"   # kort houden\ndraft = true\n'),
    );
    await page.getByRole("heading", { level: 1, name: "Begin groter" }).waitFor();
    await page.getByText("Meer doen met dit artikel").click();
    await page.getByRole("button", { name: "Verwijderen" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Verwijderen" }).click();
    await page.getByRole("heading", { name: "Alle artikelen" }).waitFor();
    assert.ok(!preview.exists("content/lessen/begin-groter.md"));
    await page.getByRole("button", { name: "Prullenbak" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Terugzetten" }).click();
    await page.waitForURL("**/?path=content%2Flessen%2Fbegin-groter.md");
    assert.match(preview.read("content/lessen/begin-groter.md"), /Begin groter/);
    // An article may be gone before the desk hears of it.
  }, { expected: /status of 404/ }));

test("a file whose front matter is broken can be mended as a whole", () => {
  preview.write("content/themas/regie.md", "+++\ntitle = Regie\n+++\n\nWie doet wat?\n");
  return onDesk("?path=content/themas/regie.md", async (page) => {
    const text = page.getByLabel("Hele bestand bewerken");
    await text.waitFor();
    await page.getByText("regel 2:").waitFor();
    await text.fill('+++\ntitle = "Regie"\n+++\n\nWie doet wat?\n');
    await save(page);
    assert.equal(preview.read("content/themas/regie.md"), '+++\ntitle = "Regie"\n+++\n\nWie doet wat?\n');
  });
});

test("from a page of the site one step to its form, and no unsaved text is lost by accident", () =>
  onDesk("../lessen/begin-klein/", async (page) => {
    await page.getByRole("link", { name: "Bewerk deze pagina" }).click();
    await page.getByLabel("Titel").fill("Anders");
    await page.getByRole("link", { name: "Alle artikelen" }).click();
    await page.getByRole("button", { name: "Blijf hier" }).click();
    assert.equal(await page.getByLabel("Titel").inputValue(), "Anders");
    await page.getByRole("link", { name: "Alle artikelen" }).click();
    await page.getByRole("button", { name: "Weggaan zonder opslaan" }).click();
    await page.getByRole("heading", { name: "Alle artikelen" }).waitFor();
    assert.equal(preview.read("content/lessen/begin-klein.md"), LESSON);
  }));

test("only the desk's own page may change anything", async () => {
  try {
    const page = await (await fetch(`${preview.address}_polder/`)).text();
    const token = page.match(/polder-token" content="([0-9a-f]{64})"/)[1];
    const origin = preview.address.slice(0, -1);
    const body = JSON.stringify({ collection: "lessen", title: "Ingebroken" });
    const json = { "Content-Type": "application/json" };
    const ask = (headers, name = "new", method = "POST") =>
      fetch(`${preview.address}_polder/api/${name}`, { method, headers, body: method === "POST" ? body : undefined });
    const right = { ...json, "X-Polder-Token": token, Origin: origin };
    for (const wrong of [
      { ...json, Origin: origin },
      { ...right, "X-Polder-Token": "0".repeat(64) },
      { ...right, Origin: "http://evil.example" },
      { ...right, Origin: "null" },
      { ...json, "X-Polder-Token": token },
      { ...right, "Content-Type": "text/plain" },
      { ...right, "Content-Type": "application/x-www-form-urlencoded" },
      { ...right, "Sec-Fetch-Site": "cross-site" },
    ]) {
      assert.equal((await ask(wrong)).status, 403, JSON.stringify(wrong));
    }
    assert.equal((await ask({}, "site", "GET")).status, 403);
    assert.ok(!preview.exists("content/lessen/ingebroken.md"));
    const other = (path, body) =>
      fetch(`${preview.address}_polder/api/${path}`, { method: "POST", headers: right, body: JSON.stringify(body) });
    for (const path of ["../polder.toml", "content/../polder.toml", "/etc/passwd", "content/lessen/../../x.md", ""]) {
      assert.ok([400, 403].includes((await other("save", { path, version: "", text: "x" })).status), path);
    }
    assert.equal((await other("save", { path: 1 })).status, 400);
    assert.equal((await other("weg", {})).status, 404);
    assert.equal((await ask(right)).status, 200);
    const large = await fetch(`${preview.address}_polder/api/new`, { method: "POST", headers: right, body: "x".repeat(9 << 20) });
    assert.equal(large.status, 413);
  } finally {
    await preview.stop();
  }
});

test("the desk can be used by everybody: no violation of WCAG 2.2 A and AA", async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  try {
    for (const colorScheme of ["light", "dark"]) {
      for (const [path, act] of [
        ["_polder/", async (page) => page.locator(".article-title").first().waitFor()],
        ["_polder/?path=content/lessen/begin-klein.md", async (page) => {
          await page.getByLabel("Soort").selectOption("");
          await page.locator(".problem-error").first().waitFor();
          await page.getByRole("combobox", { name: "Onderwerpen" }).click();
        }],
        ["_polder/", async (page) => page.getByRole("button", { name: "Nieuw artikel" }).click()],
        ["_polder/?review=1", async (page) => page.locator("[data-subject]").first().waitFor()],
      ]) {
        for (const width of [360, 1280]) {
          await onPage(browser, preview.address + path, async (page) => {
            await act(page);
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            assert.ok(wide <= 0, `${path} at ${width}: ${wide} pixels too wide`);
            await page.evaluate(axe);
            const result = await page.evaluate(() =>
              globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], iframes: false }));
            const found = result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
            assert.deepEqual(found, [], `${path} ${colorScheme} ${width}`);
          }, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
        }
      }
    }
  } finally {
    await preview.stop();
  }
});

test("a Word file that is dropped on the list becomes a draft", () =>
  desk(async (page) => {
    await page.locator(".article-title").first().waitFor();
    const bytes = readFileSync(new URL("../import/word/" + WORD, import.meta.url)).toString("base64");
    const transfer = await page.evaluateHandle(([name, content]) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
      return transfer;
    }, [WORD, bytes]);
    await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
    const question = page.getByRole("dialog", { name: "Een document omzetten" });
    await question.getByText(WORD).waitFor();
    await question.getByLabel("Wat voor artikel?").selectOption("lessen");
    await question.getByRole("button", { name: "Omzetten" }).click();
    const done = page.getByRole("dialog", { name: "Omgezet" });
    await done.or(page.locator('[data-field="title"] input')).first().waitFor();
    if (await done.isVisible()) await done.getByRole("button", { name: "Goed" }).click();
    await page.waitForURL(/path=content%2Flessen%2F/);
    await page.getByLabel("Titel").waitFor();
    assert.ok(await page.getByLabel("Concept: nog niet publiceren").isChecked());
    assert.ok((await page.getByLabel("Tekst", { exact: true }).inputValue()).length > 100);
    // What is no document is refused in words.
    await page.getByRole("link", { name: "Alle artikelen" }).click();
    await page.getByRole("button", { name: "Word-bestand omzetten" }).click();
    await question.getByLabel("Bestand").setInputFiles({ name: "x.docx", mimeType: "application/zip", buffer: Buffer.from("PK niets") });
    await question.getByRole("button", { name: "Omzetten" }).click();
    await question.getByRole("alert").filter({ hasText: /\w{5}/ }).waitFor();
  }, { expected: REFUSED }));
