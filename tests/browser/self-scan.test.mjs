// The self-scan ("Zelfscan"): filled in, read, printed and shared, in a real
// browser under the whole policy.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { ROOT_SITE, SUB_SITE } from "./site.mjs";
import { BLOCKED, FULL, visit } from "./visit.mjs";

const PAGE = "zelfscan/";
const STATEMENTS = 14;
/** Answers in the order of the page; the twelfth is left open. */
const SCORES = ["4", "2", "3", "x", "4", "1", "3", "2", "5", "2", "4", null, "x", "4"];

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

/** Chooses these answers with the mouse. */
async function fill(page, scores = SCORES) {
  const questions = await page.locator("[data-scan-question]").all();
  assert.equal(questions.length, STATEMENTS);
  for (const [at, score] of scores.entries()) if (score) await questions[at].locator("label", { has: page.locator(`input[value="${score}"]`) }).click();
}

const chosen = (page) => page.locator("[data-scan-question]").evaluateAll((all) => all.map((one) => one.querySelector("input:checked")?.value ?? null));
const rows = (page) => page.locator("[data-scan-rows] tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
const titles = (page) => page.locator(".scan-title").evaluateAll((all) => all.map((title) => title.textContent.replace(/^\d+\. /, "")));
const lowest = (page) => page.locator(".scan-low h4").allInnerTexts();
/** How many plots of each row of the chart are grown, and the other answer's place. */
const grown = (page) =>
  page.locator(".scan-plots").evaluate((chart) => {
    const tops = [...new Set([...chart.querySelectorAll("rect")].map((plot) => plot.getAttribute("y")))];
    return tops.map((top) => chart.querySelectorAll(`.scan-plot-on[y="${top}"]`).length);
  });
const kept = (page) => page.evaluate(() => localStorage.getItem("polder:self-scan:/"));

test("the keyboard alone fills it in, and the result says what it says everywhere", () =>
  visit(browser, server, {}, async (open) => {
    const page = await open(PAGE);
    assert.equal(await page.locator("[data-scan-result]").isVisible(), false);
    await page.locator("[data-scan-question] input").first().focus();
    for (const score of SCORES) {
      // From the first radio of a statement on: a space or the arrows choose.
      if (score) {
        await page.keyboard.press("Space");
        const steps = score === "x" ? 5 : Number(score) - 1;
        for (let step = 0; step < steps; step += 1) await page.keyboard.press("ArrowRight");
      }
      await page.keyboard.press("Tab");
      if (score === "1") await page.keyboard.type("Drie gemeenten, drie antwoorden.");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
    }
    assert.deepEqual(await chosen(page), SCORES);
    assert.equal(await page.locator("[data-scan-progress]").innerText().then((said) => said.split("\n")[0]), "13 van de 14 stellingen beantwoord.");
    await page.locator("[data-scan-progress] a").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "_scan-result");

    const names = await titles(page);
    const table = await rows(page);
    assert.deepEqual(table.map((row) => row[1]), names);
    const words = { x: "Weet niet" };
    assert.deepEqual(table.map((row) => row[2]), SCORES.map((score) => words[score] ?? score ?? "Niet ingevuld"));
    assert.equal(table[5][3], "Drie gemeenten, drie antwoorden.");
    assert.deepEqual(await grown(page), SCORES.map((score) => Number(score) || 0));
    assert.deepEqual(await lowest(page), [6, 2, 8].map((number) => `${number}. ${names[number - 1]}`));
    assert.match(await page.locator("[data-scan-lowest-said]").innerText(), new RegExp(`Even laag scoorden ook: ${names[9].replace("?", "\\?")}`));
    assert.deepEqual(await page.locator("[data-scan-unknown-list] li").allInnerTexts(), [names[3], names[12]]);
    for (const low of await page.locator(".scan-low").all()) {
      const found = await low.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href").split("/")[1]));
      for (const kind of ["praktijklessen", "praktijkvoorbeelden", "instrumenten", "zelfscan"]) assert.ok(found.includes(kind), `${kind} among ${found}`);
    }
    assert.match(await page.locator("main").innerText(), /begin van een gesprek en geen meting/);
  }));

test("answers stay in the browser, can be erased, and be taken back", () =>
  visit(browser, server, {}, async (open) => {
    const page = await open(PAGE);
    await fill(page);
    await page.locator("[data-scan-note]").first().fill("Een notitie");
    await page.reload({ waitUntil: "networkidle" });
    assert.deepEqual(await chosen(page), SCORES);
    assert.equal(await page.locator("[data-scan-note]").first().inputValue(), "Een notitie");
    const other = await open(PAGE);
    assert.deepEqual(await chosen(other), SCORES);

    await page.locator("[data-scan-clear]").click();
    assert.deepEqual(await chosen(page), SCORES.map(() => null));
    assert.equal(await kept(page), null);
    assert.equal(await page.locator("[data-scan-result]").isVisible(), false);
    await other.waitForFunction(() => !document.querySelector("[data-scan-question] input:checked"));
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Maak ongedaan");
    await page.keyboard.press("Enter");
    assert.deepEqual(await chosen(page), SCORES);
    assert.equal(await page.locator("[data-scan-note]").first().inputValue(), "Een notitie");
    await other.waitForFunction(() => document.querySelector("[data-scan-question] input:checked"));
  }));

test("a link holds the answers, notes only if the reader says so, and changes nothing", async () => {
  const links = [];
  await visit(browser, server, { permissions: ["clipboard-read", "clipboard-write"] }, async (open) => {
    const page = await open(PAGE);
    await fill(page);
    await page.locator("[data-scan-note]").nth(5).fill("Wie trekt dit? ‘Één’ & meer");
    for (const withNotes of [false, true]) {
      await page.locator("[data-scan-with-notes]").setChecked(withNotes);
      await page.locator("[data-scan-copy]").click();
      await page.waitForFunction(() => document.querySelector("[data-scan-copied]").textContent);
      links.push(await page.evaluate(() => navigator.clipboard.readText()));
    }
  });
  const [bare, noted] = links.map((link) => link.slice(server.address.length));
  assert.ok(bare.startsWith(`${PAGE}#scan=`) && !bare.includes("notes"));
  await visit(browser, server, {}, async (open) => {
    const page = await open(bare);
    const answers = SCORES.map((score) => (score === "x" ? "Weet niet" : (score ?? "Niet ingevuld")));
    assert.deepEqual((await rows(page)).map((row) => row.slice(2)), answers.map((answer) => [answer]));
    assert.deepEqual(await chosen(page), SCORES.map(() => null));
    assert.equal(await kept(page), null);
    assert.equal(await page.evaluate(() => document.activeElement.id), "_scan-shared");
    await page.goto("about:blank");
    await open(noted, page);
    assert.equal((await rows(page))[5][3], "Wie trekt dit? ‘Één’ & meer");
  });
  // Beside one's own answers: both are shown, and taking them can be undone.
  const own = ["1", "2", "5", ...Array(11).fill("3")];
  await visit(browser, server, {}, async (open) => {
    const page = await open(PAGE);
    await fill(page, own);
    await page.goto("about:blank");
    await open(bare, page);
    assert.deepEqual(await chosen(page), own);
    assert.deepEqual(await grown(page), own.map(Number));
    assert.equal(await page.locator(".scan-plot-other").count(), SCORES.filter((score) => Number(score)).length);
    const table = await rows(page);
    assert.deepEqual(table.map((row) => row[2]), own);
    assert.deepEqual(table[0].slice(2), ["1", "4"]);
    const names = await titles(page);
    const apart = await page.locator("[data-scan-difference-list] li").allInnerTexts();
    assert.deepEqual(apart, [`${names[0]} – 1 en 4`, `${names[2]} – 5 en 3`, `${names[5]} – 3 en 1`, `${names[8]} – 3 en 5`]);
    await page.locator("[data-scan-take]").click();
    assert.deepEqual(await chosen(page), SCORES);
    assert.equal(new URL(page.url()).hash, "");
    await page.keyboard.press("Enter");
    assert.deepEqual(await chosen(page), own);
    await open(bare, page);
    await page.reload({ waitUntil: "networkidle" });
    await page.locator("[data-scan-leave]").click();
    assert.equal(await page.locator(".scan-plot-other").count(), 0);
  });
});

test("odd links and odd storage are no reason to fail", () =>
  visit(browser, server, {}, async (open) => {
    for (const wrong of ["", "weten-we-waarom:9", "x", "weten-we-waarom", "&notes=%%%"]) {
      const page = await open(`${PAGE}#scan=${wrong}`);
      assert.match(await page.locator("[data-scan-notice]").innerText(), /geen antwoorden/, wrong);
      assert.equal(await page.locator("[data-scan-result]").isVisible(), false);
      await page.close();
    }
    const page = await open(`${PAGE}#scan=weten-we-waarom:2,weggehaald:3&notes=*`);
    assert.match(await page.locator("[data-scan-notice]").innerText(), /weggelaten: 1/);
    assert.deepEqual((await rows(page))[0].slice(2), ["2"]);
    for (const odd of ["{", "7", '{"answers":{"weten-we-waarom":9},"notes":[1]}']) {
      await page.evaluate((odd) => localStorage.setItem("polder:self-scan:/", odd), odd);
      await open(PAGE, page);
      assert.deepEqual(await chosen(page), SCORES.map(() => null), odd);
    }
  }));

test("a browser that keeps nothing says so, and the result is there all the same", async () => {
  for (const [what, words] of [[BLOCKED, /staat niet toe/], [FULL, /is vol/]]) {
    await visit(browser, server, {}, async (open, profile) => {
      await profile.addInitScript(what);
      const page = await open(PAGE);
      await fill(page);
      assert.match(await page.locator("[data-scan-notice]").innerText(), words);
      assert.deepEqual(await grown(page), SCORES.map((score) => Number(score) || 0));
    });
  }
});

test("on paper stands the result, or an empty form", () =>
  visit(browser, server, {}, async (open) => {
    const page = await open(PAGE);
    await fill(page);
    await page.evaluate(() => (window.print = () => {}));
    for (const what of ["result", "form"]) {
      await page.emulateMedia({ media: "screen" });
      await page.locator(`[data-scan-print="${what}"]`).click();
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator("[data-scan-form]").isVisible(), what === "form");
      assert.equal(await page.locator("[data-scan-result]").isVisible(), what === "result");
      assert.equal(await page.locator("main button:visible, .scan-progress:visible, .scan-help:visible").count(), 0);
    }
    // What was chosen does not show in the form, and every circle does.
    const circles = await page.locator(".scan-scale input").evaluateAll((all) => all.map((one) => [getComputedStyle(one).backgroundColor, one.getBoundingClientRect().width > 8]));
    assert.equal(new Set(circles.map(String)).size, 1);
    assert.equal(circles[0][1], true);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await page.locator("[data-scan-form]").isVisible(), true);
  }));

test("without JavaScript it is a form to print", () =>
  visit(browser, server, { javaScriptEnabled: false }, async (open) => {
    const page = await open(PAGE);
    assert.match(await page.locator("main").innerText(), /Zonder JavaScript is dit een formulier om af te drukken/);
    assert.equal(await page.locator("fieldset:visible").count(), STATEMENTS);
    assert.equal(await page.locator("fieldset").first().getByRole("radio").count(), 6);
    assert.equal(await page.locator("main button:visible").count(), 0);
    await page.getByRole("group").first().getByRole("radio").nth(2).check({ force: true });
    assert.equal(await page.getByRole("group").first().getByRole("radio").nth(2).isChecked(), true);
  }));

test("it works in a sub-path, beside another site's answers", { skip: !SUB_SITE }, async () => {
  const sub = await serve(SUB_SITE.folder, { base: SUB_SITE.base });
  try {
    await visit(browser, sub, {}, async (open) => {
      const page = await open(PAGE);
      await fill(page);
      assert.equal(await kept(page), null);
      assert.ok(await page.evaluate((base) => localStorage.getItem(`polder:self-scan:${base}`), SUB_SITE.base));
      const help = await page.locator(".scan-low a").first().getAttribute("href");
      assert.ok(help.startsWith(SUB_SITE.base), help);
    });
  } finally {
    await sub.close();
  }
});

test("axe finds nothing in any state, and nothing scrolls sideways", async () => {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 360], ["dark", 1280], ["light", 360]]) {
    await visit(browser, server, { bypassCSP: true, colorScheme, viewport: { width, height: 800 } }, async (open) => {
      const found = [];
      const look = async (page, state) => {
        found.push(...(await violations(page)).map((fault) => `${state}: ${fault}`));
        const { scroll, room } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, room: document.documentElement.clientWidth }));
        if (scroll > room) found.push(`${state}: is ${scroll} pixels wide`);
      };
      const page = await open(PAGE);
      await look(page, "empty");
      await fill(page);
      await page.locator("[data-scan-note]").first().fill("Een notitie");
      await page.locator(".scan-help summary").first().click();
      await look(page, "filled in");
      await page.goto("about:blank");
      await open(`${PAGE}#scan=weten-we-waarom:1,kennen-we-elkaar:5`, page);
      await look(page, "beside a shared link");
      await page.locator("[data-scan-leave]").click();
      await page.locator("[data-scan-clear]").click();
      await look(page, "erased");
      await open("zelfscan/weten-we-waarom/", page);
      await look(page, "a statement's own page");
      assert.deepEqual(found, [], `${colorScheme}, ${width} pixels`);
    });
  }
});
