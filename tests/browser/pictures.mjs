// Takes the pictures of README from a demo, into tests/browser/pictures or the folder that is named.
// Usage: POLSSLAG=target/debug/polsslag node tests/browser/pictures.mjs [FOLDER]
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cast, openHouse } from "./house.mjs";
import { signIn } from "./steps.mjs";

const FELL = "Care/Home Care/District East";
const SILENT = "Care/Home Care/District West";
/** What a picture may weigh, in bytes: README is read on slow lines too. */
const HEAVIEST = 250_000;

const folder = process.argv[2] ? resolve(process.argv[2]) : fileURLToPath(new URL("pictures", import.meta.url));

/** The address of a unit's page. */
function pageOf(unit) {
  return `/units/${unit.split("/").map(encodeURIComponent).join("/")}`;
}

/** Whether the first thing of this kind can be seen without scrolling. */
function inSight(page, selector) {
  return page.locator(selector).first().evaluate((thing) => {
    const { top, bottom } = thing.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}

/** Each picture by its name, with what must be in it. */
const PICTURES = {
  /** A team that fell silent: its line breaks off where there are too few answers. */
  async unit(house, to) {
    const page = await asAdviser(house, { width: 900, height: 860 });
    await page.goto(house.base + pageOf(SILENT));
    assert.ok(await page.locator("main .hidden").count() > 0, "the team must have a hidden wave");
    await page.screenshot({ path: to });
  },
  /** The overview around its first hidden cell. */
  async overview(house, to) {
    const page = await asAdviser(house, { width: 1200, height: 860 });
    await page.locator("#units").evaluate((heading) => heading.scrollIntoView());
    assert.ok(await inSight(page, "main .hidden"), "a hidden cell must be in the picture");
    await page.screenshot({ path: to });
  },
  /** An employee's page on a phone, at its first statement. */
  async answer(house, to) {
    const page = await house.visit({ viewport: { width: 390, height: 844 } });
    await page.goto(`${house.base}${house.links[0]}?lang=en`);
    await page.locator("fieldset").first().evaluate((statement) => statement.scrollIntoView({ block: "center" }));
    assert.ok(await inSight(page, "fieldset"), "a whole statement must be in the picture");
    await page.screenshot({ path: to });
  },
  /** The first sheet of a team's report. */
  async report(house, to) {
    const own = mkdtempSync(join(tmpdir(), "polsslag-report-"));
    try {
      const paper = join(own, "report.pdf");
      const published = house.run("wave", "list").split("\n").filter((line) => / published\b/.test(line));
      const wave = published.at(-1).split(" ")[0];
      house.run("report", "--unit", FELL, "--wave", wave, "--language", "en", "--out", paper);
      // 72 dots an inch: a sheet of A4 is 595 by 842.
      const drawn = spawnSync("pdftoppm", ["-png", "-r", "72", "-f", "1", "-singlefile", paper, to.replace(/\.png$/, "")]);
      assert.equal(drawn.status, 0, `pdftoppm of poppler-utils is needed: ${drawn.error ?? drawn.stderr}`);
    } finally {
      rmSync(own, { recursive: true });
    }
  },
};

/** The adviser's page in English, on the overview. */
async function asAdviser(house, viewport) {
  const page = await house.visit({ viewport, locale: "en", colorScheme: "light" });
  await signIn(page, house.base, cast.adviser);
  return page;
}

mkdirSync(folder, { recursive: true });
const house = await openHouse({ waves: 18 });
try {
  for (const [name, take] of Object.entries(PICTURES)) {
    const to = join(folder, `${name}.png`);
    await take(house, to);
    const { size } = statSync(to);
    assert.ok(size <= HEAVIEST, `${name}.png has ${size} bytes; at most ${HEAVIEST}`);
    console.log(`${to}: ${Math.round(size / 1000)} kB`);
  }
} finally {
  await house.close();
}
