// Stories of the conversation guide: the adviser opens it for a team, reads what to say and ask, and prints it. Knows
// the stories of the demo, and no figure.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkEverywhere } from "./checks.mjs";
import { cast, newAccount, openHouse, openTeamHouse } from "./house.mjs";
import { said, signIn } from "./steps.mjs";

const FELL = "/units/Care/Home%20Care/District%20East";
const SUBJECTS = ["score", "speaking-up", "mistakes", "belonging"];

let house;
before(async () => { house = await openHouse({ waves: 18 }); }, { timeout: 300_000 });
after(async () => { await house?.close(); });

/** The adviser's page in a language, on the overview. */
async function adviserIn(lang) {
  const page = await house.visit({ locale: lang });
  await signIn(page, house.base, cast.adviser);
  return page;
}

/** The address of the guide for a unit. */
function guideFor(unit) {
  return `${house.base}/guide/team-safety?unit=${encodeURIComponent(unit)}`;
}

/** The headings of the situations told first, and of all others. */
async function situations(page) {
  const headings = (id) => page.locator(`section[aria-labelledby=${id}] h3.when`).evaluateAll((found) => found.map(({ id }) => id));
  return { now: await headings("known"), others: await headings("situations") };
}

for (const lang of ["nl", "en"]) {
  test(`from a team's page one link leads to what to say about a subject (${lang})`, async () => {
    const page = await adviserIn(lang);
    await page.goto(house.base + FELL);
    const links = page.locator("main a[href^='/guide/team-safety']");
    assert.equal(await links.count(), SUBJECTS.length, "one for each figure");
    await links.nth(2).click();
    assert.equal(new URL(page.url()).hash, "#mistakes");
    assert.ok((await page.locator("h1").textContent()).includes("District East"));
    const standsOut = await page.locator("section[aria-labelledby=known]").textContent();
    assert.ok(standsOut.includes(said(lang, "signal-amber")) || standsOut.includes(said(lang, "signal-red")));
    const { now, others } = await situations(page);
    assert.deepEqual([now, others.includes("fell"), now.length + others.length], [["fell"], false, 6]);
    assert.deepEqual(await page.locator("section.subject h2").evaluateAll((found) => found.map(({ id }) => id)), SUBJECTS,
      "in the order of the questionnaire");
    for (const subject of SUBJECTS) {
      const section = page.locator(`section[aria-labelledby=${subject}]`);
      assert.equal(await section.locator("h3").count(), 6);
      assert.ok(await section.locator("ul").first().locator("li").count() >= 4, "questions to ask");
    }
    await checkEverywhere(page, `guide-fell-${lang}`);
    await page.locator(".trail a").last().click();
    assert.equal(new URL(page.url()).pathname, FELL, "and back");
  });

  test(`the guide tells no more of a unit than its own page does (${lang})`, async () => {
    const page = await adviserIn(lang);
    for (const [unit, expected] of [
      ["Care/Home Care/District West", ["silent", "hidden"]], ["Care/Home Care/Night Watch", ["hidden"]],
      ["Office/Technology/Applications", ["rose"]],
    ]) {
      await page.goto(guideFor(unit));
      assert.deepEqual((await situations(page)).now, expected, unit);
      if (expected.includes("hidden")) assert.equal(await page.locator(".mark").count(), 0, `${unit}: hidden is hidden`);
    }
    await page.goto(guideFor("Care/Home Care/District West"));
    await checkEverywhere(page, `guide-hidden-${lang}`);
    await page.goto(`${house.base}/guide/team-safety`);
    assert.deepEqual(await situations(page), { now: [], others: ["fell", "divided", "silent", "hidden", "rose", "quiet"] });
    await checkEverywhere(page, `guide-${lang}`);
    await page.goto(`${house.base}/guide/social-safety`);
    assert.equal(await page.locator("section.subject").count(), 4, "a guide is there before its first wave");
    for (const nowhere of ["/guide/no-such-survey", "/guide/team-safety?unit=Nowhere", "/guide/team-safety?unit=a//b"]) {
      assert.equal((await page.goto(house.base + nowhere)).status(), 404, nowhere);
    }
  });
}

test("subjects that clearly moved are marked with a word, also in the contents, and stay in their order", async () => {
  const page = await adviserIn("en");
  const marked = [];
  const units = await page.locator("tbody tr:not(:has(td[colspan])) th a").evaluateAll((found) => found.map(({ pathname }) => pathname));
  for (const unit of units.filter((path) => path !== "/units")) {
    await page.goto(guideFor(decodeURIComponent(unit.slice("/units/".length))));
    const keys = await page.locator("section.subject h2:has(.mark)").evaluateAll((found) => found.map(({ id }) => id));
    const listed = await page.locator(".contents li:has(.mark) a").evaluateAll((found) => found.map(({ hash }) => hash.slice(1)));
    assert.deepEqual(listed, keys, unit);
    marked.push(...keys);
  }
  assert.ok(marked.length > 0, "somewhere in the demo a subject moved");
});

test("on paper each subject has a sheet of its own", async () => {
  const page = await adviserIn("nl");
  await page.goto(guideFor("Care/Home Care/District East"));
  const path = process.env.PICTURES ? join(process.env.PICTURES, "guide.pdf") : undefined;
  const paper = await page.pdf({ format: "A4", path, margin: { top: "18mm", bottom: "18mm", left: "18mm", right: "18mm" } });
  const sheets = paper.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.ok(sheets <= 4 + SUBJECTS.length, `${sheets} sheets`);
});

test("where nobody has written a guide, the page says where to put one", async () => {
  const bare = await openTeamHouse({ guide: false });
  try {
    const page = await bare.visit({ locale: "en" });
    await signIn(page, bare.base, newAccount());
    for (const lang of ["en", "nl"]) {
      await page.goto(`${bare.base}/language/${lang}?to=/guide/team-safety`);
      assert.ok((await page.locator("main").textContent()).includes("team-safety.guide.toml"));
      await checkEverywhere(page, `guide-none-${lang}`);
    }
  } finally {
    await bare.close();
  }
});
