// Makes the pictures of the handbook anew (content/handleiding-*.webp):
//
//     cargo build && node docs/handbook-pictures.mjs
//
// It works on a copy of the knowledge base: nothing else is changed.

import { writeFileSync } from "node:fs";
import { launch } from "../tests/browser/chromium.mjs";
import { startPreview } from "../tests/browser/preview.mjs";

const LESSON = "content/praktijklessen/regie.md";

const preview = await startPreview({}, [
  ["polder.toml", "polder.toml"],
  ["content", "content"],
  ["search-index/nl", "search-index/nl"],
]);
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1200, height: 760 }, colorScheme: "light" });

/** The page as WebP: Chromium itself makes it of a PNG. */
async function picture(name, options = {}) {
  const png = (await page.screenshot(options)).toString("base64");
  const other = await browser.newPage();
  const webp = await other.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext("2d").drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.75 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }, png);
  await other.close();
  const bytes = Buffer.from(webp, "base64");
  writeFileSync(`content/handleiding-${name}.webp`, bytes);
  console.log(`content/handleiding-${name}.webp: ${bytes.length} bytes`);
}

await page.goto(`${preview.address}_polder/`);
await page.locator(".article-title").first().waitFor();
await page.getByLabel("Soort").selectOption("praktijklessen");
await picture("lijst");

await page.goto(`${preview.address}_polder/?path=${LESSON}`);
await page.frameLocator(".preview-frame").locator("h1").waitFor();
await page.waitForTimeout(500);
await picture("formulier");

await page.getByLabel("Bewijs").selectOption("");
const field = page.locator('[data-field="bewijs"]');
await field.locator(".problem").first().waitFor();
await field.scrollIntoViewIfNeeded();
const box = await field.boundingBox();
await picture("fout", { clip: { x: box.x - 16, y: box.y - 90, width: box.width + 32, height: box.height + 110 } });

await browser.close();
await preview.stop();
