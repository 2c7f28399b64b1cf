// Stories in a real browser: an employee answers on a phone without scripts, the adviser looks at what was published.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check } from "./checks.mjs";
import { openHouse } from "./house.mjs";

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
  for (const colorScheme of ["light", "dark"]) {
    test(`the employee's pages are accessible (${lang}, ${colorScheme})`, async () => {
      const page = await house.visit({ colorScheme });
      await page.goto(`${house.base}${house.links[2]}?lang=${lang}`);
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      await check(page, `answer-${lang}-${colorScheme}`);
      await page.locator("button").click();
      await check(page, `answer-empty-${lang}-${colorScheme}`);
      await page.locator("fieldset input").first().check();
      await page.locator("button").click();
      await check(page, `thanks-${lang}-${colorScheme}`);
    });
  }
  for (const [name, viewport] of [["phone", { width: 320, height: 700 }], ["wide", { width: 1920, height: 1080 }]]) {
    test(`the adviser's pages are accessible (${lang}, ${name})`, async () => {
      const page = await house.visit({ viewport, locale: lang });
      await page.goto(`${house.base}/overview`);
      assert.match(page.url(), /\/sign-in$/, "nobody gets in without signing in");
      await check(page, `sign-in-${lang}-${name}`);
      await page.fill("#name", "adviser");
      await page.fill("#password", "not the password");
      await page.click("main button");
      assert.equal(await page.locator("[role=alert]").count(), 1);
      await check(page, `sign-in-failed-${lang}-${name}`);
      await page.fill("#name", "adviser");
      await page.fill("#password", "four quiet green frogs");
      await page.click("main button");
      await page.waitForURL(/\/overview$/);
      assert.ok(await page.locator("td.hidden").count() > 0, "small teams are hidden");
      await check(page, `overview-${lang}-${name}`);
      await page.goto(`${house.base}/units/Care/Home%20Care`);
      await page.locator("summary").first().click();
      await check(page, `department-${lang}-${name}`);
      await page.goto(`${house.base}/units/Care/Ward%20North/Kitchen`);
      await check(page, `hidden-team-${lang}-${name}`);
      await page.goto(`${house.base}/units/Nowhere`);
      await check(page, `not-found-${lang}-${name}`);
      await page.goto(`${house.base}/a/unknown`);
      await check(page, `unusable-link-${lang}-${name}`);
      await page.goto(`${house.base}/overview`);
      await page.locator("header button").click();
      await page.goto(`${house.base}/overview`);
      assert.match(page.url(), /\/sign-in$/, "signing out closes the room");
    });
  }
}

test("the adviser's choice of language stays", async () => {
  const page = await house.visit({ locale: "en" });
  await page.goto(`${house.base}/sign-in`);
  await page.locator("header a[lang=nl]").click();
  assert.equal(await page.locator("html").getAttribute("lang"), "nl");
  await page.goto(`${house.base}/sign-in`);
  assert.equal(await page.locator("html").getAttribute("lang"), "nl");
});

test("a letter reads well on a phone, in light and in dark", async () => {
  const { text, html } = parts(house.letters[0]);
  const link = house.base + house.links[0];
  assert.ok(text.includes(link) && html.includes(link), "both parts carry the whole link");
  for (const colorScheme of ["light", "dark"]) {
    const page = await house.visit({ colorScheme });
    await page.setContent(html);
    // Best practices are for whole pages: a letter's landmarks and main heading belong to the mail program around it.
    await check(page, `letter-${colorScheme}`, { rules: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
  }
});

/** The two parts of a letter, decoded. */
function parts(letter) {
  const boundary = letter.match(/boundary="([^"]+)"/)[1];
  const [text, html] = letter.split(`--${boundary}`).slice(1, 3).map((part) => {
    const [head, ...rest] = part.trimStart().split("\r\n\r\n");
    const body = rest.join("\r\n\r\n");
    if (/base64/i.test(head)) return Buffer.from(body, "base64").toString("utf8");
    if (!/quoted-printable/i.test(head)) return body;
    const bytes = body.replaceAll("=\r\n", "").replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
    return Buffer.from(bytes, "latin1").toString("utf8");
  });
  return { text, html };
}
