// The rules of WCAG 2.2 A and AA that a machine can test, on a page as it
// stands. The page's context has to be made with `bypassCSP`: the policy would
// keep axe itself out.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds wrong, a line for each rule. */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.addScriptTag({ content: AXE });
  const found = await page.evaluate(async (rules) => (await globalThis.axe.run({ runOnly: rules })).violations, RULES);
  return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html.slice(0, 160)} (${nodes.length} times)`);
}
