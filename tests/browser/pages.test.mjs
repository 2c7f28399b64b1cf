// Stories in a real browser: an employee answers on a phone without scripts, the adviser looks at what was published.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkEverywhere } from "./checks.mjs";
import { cast, openHouse } from "./house.mjs";
import { signIn } from "./steps.mjs";

let house;
before(async () => { house = await openHouse(); }, { timeout: 300_000 });
after(async () => { await house?.close(); });

test("an employee answers on a phone, without scripts, and changes the answer", async () => {
  const page = await house.visit({ javaScriptEnabled: false });
  await page.goto(house.base + house.links[0]);
  assert.equal(await page.locator("fieldset").count(), 7);
  assert.equal(await page.locator("input:checked").count(), 0, "nothing is chosen beforehand");
  await page.locator("button").click();
  assert.equal(await page.locator("[role=alert]").count(), 1, "an empty form is met with a sentence");
  for (const fieldset of await page.locator("fieldset").all()) await fieldset.locator("input").nth(3).check();
  await page.locator("button").click();
  assert.equal(await page.locator("fieldset").count(), 0);
  assert.equal(await page.locator("h1").count(), 1);
  await page.locator("main a").first().click();
  assert.equal(await page.locator("fieldset").count(), 7, "the link works until the close");
  const cookies = await page.context().cookies();
  assert.deepEqual(cookies, [], "answer pages set no cookie");
});

test("an employee answers with the keyboard alone", async () => {
  const page = await house.visit();
  await page.goto(house.base + house.links[1]);
  await page.locator("fieldset input").first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator("fieldset").first().locator("input:checked").inputValue(), "2");
  await page.locator("button").focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("main a");
  assert.equal(await page.locator("fieldset").count(), 0);
});

for (const lang of ["nl", "en"]) {
  test(`the employee's pages are accessible (${lang})`, async () => {
    const page = await house.visit();
    // Axe is a script itself: only the page's own script stays away, as on a bad line.
    await page.route("**/seal.js", (route) => route.abort());
    await page.goto(`${house.base}${house.links[2]}?lang=${lang}`);
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    await checkEverywhere(page, `answer-${lang}`);
    await page.locator("button").click();
    await checkEverywhere(page, `answer-empty-${lang}`);
    await page.locator("fieldset input").first().check();
    await page.locator("button").click();
    await checkEverywhere(page, `thanks-${lang}`);
    await page.locator("main a[href^='/protection']").click();
    assert.equal(await page.locator("html").getAttribute("lang"), lang, "the language goes along");
    await checkEverywhere(page, `protection-${lang}`);
    assert.deepEqual(await page.context().cookies(), [], "no cookie on the way");
  });

  test(`the adviser's pages are accessible (${lang})`, async () => {
    const page = await house.visit({ locale: lang });
    await page.goto(`${house.base}/overview`);
    assert.match(page.url(), /\/sign-in$/, "nobody gets in without signing in");
    await checkEverywhere(page, `sign-in-${lang}`);
    await page.fill("#name", "adviser");
    await page.fill("#password", "not the password");
    await page.click("main button");
    assert.equal(await page.locator("[role=alert]").count(), 1);
    await checkEverywhere(page, `sign-in-failed-${lang}`);
    await signIn(page, house.base, cast.adviser);
    assert.ok(await page.locator("td.hidden").count() > 0, "small teams are hidden");
    await checkEverywhere(page, `overview-${lang}`);
    await page.goto(`${house.base}/units/Care/Home%20Care`);
    await page.locator("summary").first().click();
    await checkEverywhere(page, `department-${lang}`);
    await page.goto(`${house.base}/units/Care/Ward%20North/Kitchen`);
    await checkEverywhere(page, `hidden-team-${lang}`);
    await page.goto(`${house.base}/units/Nowhere`);
    await checkEverywhere(page, `not-found-${lang}`);
    await page.goto(`${house.base}/a/unknown`);
    await checkEverywhere(page, `unusable-link-${lang}`);
    await page.goto(`${house.base}/units`);
    for (const summary of await page.locator("summary").all()) await summary.click();
    assert.ok(await page.locator("figure.chart svg").count() >= 5, "trends, statements, the units inside");
    await checkEverywhere(page, `organisation-${lang}`);
    await page.locator(".rooms a[href='/waves']").click();
    await checkEverywhere(page, `waves-${lang}`);
    await page.locator("tbody a").nth(1).click();
    for (const summary of await page.locator("summary").all()) await summary.click();
    await checkEverywhere(page, `wave-${lang}`);
    await page.locator("main a[href$='/comments']").click();
    await checkEverywhere(page, `comments-demo-${lang}`);
    await page.locator("header button").click();
    for (const closed of ["/overview", `/waves/${house.wave}/closure`, "/waves/2026-01/comments"]) {
      await page.goto(house.base + closed);
      assert.match(page.url(), /\/sign-in$/, `signing out closes ${closed}`);
    }
  });
}

test("the adviser's choice of language stays", async () => {
  const page = await house.visit({ locale: "en" });
  await page.goto(`${house.base}/sign-in`);
  await page.locator("header a[lang=nl]").click();
  assert.equal(await page.locator("html").getAttribute("lang"), "nl");
  await page.goto(`${house.base}/sign-in`);
  assert.equal(await page.locator("html").getAttribute("lang"), "nl");
});
