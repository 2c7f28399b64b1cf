// What must hold on every page: axe-core finds nothing, nothing is wider than the screen, nothing comes from elsewhere.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env.PICTURES;

/** Checks the page that is open, and keeps a picture of it when PICTURES names a folder. */
export async function check(page, name, { rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } = {}) {
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name} is ${wide} pixels wider than the screen`);
  const foreign = await page.evaluate(() =>
    performance.getEntriesByType("resource").map((entry) => entry.name).filter((url) => !url.startsWith(location.origin)));
  assert.deepEqual(foreign, [], `${name} fetched from elsewhere`);
  // The page's own policy forbids scripts, so axe comes in through the debugger.
  const findings = await page.evaluate(async ([source, tags]) => {
    // eslint-disable-next-line no-eval
    (0, eval)(source);
    const { violations } = await globalThis.axe.run(document, { runOnly: tags });
    return violations.map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes.map((node) => node.html).join(" ")}`);
  }, [axe, rules]);
  assert.deepEqual(findings, [], `axe on ${name}`);
}

/** Checks the page that is open on a phone and on a wide screen, in light and in dark; it stays as it is. */
export async function checkEverywhere(page, name) {
  const before = page.viewportSize();
  for (const width of pictures ? [320, 1280, 1920] : [320, 1920]) {
    await page.setViewportSize({ width, height: width < 400 ? 700 : 1080 });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await check(page, `${name}-${width}-${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}
