// Screenshots of one page of every kind, to be looked at by a person: narrow,
// middle and wide, light and dark, and the printed page as PDF.
//
//   node tests/browser/screenshots.mjs SITE [--out target/screenshots] [--only themas]
//     [--width 360] [--scheme dark] [--viewport] [--print]

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { pagesByKind } from "./site.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string", default: "target/screenshots" },
    only: { type: "string", default: "" },
    width: { type: "string", multiple: true, default: ["360", "768", "1280"] },
    scheme: { type: "string", multiple: true, default: ["light", "dark"] },
    viewport: { type: "boolean", default: false },
    print: { type: "boolean", default: false },
  },
});

const folder = positionals[0] ?? "public";
const server = await serve(folder);
const browser = await launch();
try {
  await mkdir(values.out, { recursive: true });
  const chosen = pagesByKind(folder).filter(({ kind, path }) => `${kind} ${path}`.includes(values.only));
  for (const width of values.width.map(Number)) {
    for (const colorScheme of values.scheme) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: width < 600 ? 740 : 860 } });
      const page = await context.newPage();
      for (const { kind, path } of chosen) {
        await page.goto(server.address + path);
        await page.screenshot({ path: join(values.out, `${kind}-${width}-${colorScheme}.png`), fullPage: !values.viewport });
        if (values.print) await page.pdf({ path: join(values.out, `${kind}.pdf`), format: "A4" });
      }
      await context.close();
    }
  }
  console.log(`${chosen.length} kinds of pages: ${values.out}`);
} finally {
  await browser.close();
  await server.close();
}
