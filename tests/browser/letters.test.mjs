// Stories of letters: every kind reads well on a phone, and whoever wants no more stops them with one click. Sends none.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { check, checkEverywhere } from "./checks.mjs";
import { openTeamHouse } from "./house.mjs";
import { post, press, said } from "./steps.mjs";

let house;
before(async () => { house = await openTeamHouse(); }, { timeout: 300_000 });
after(async () => { await house?.close(); });

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

/** The page at which the receiver of a letter stops them, as a path. */
const pageIn = (letter) => parts(letter).text.match(/\/letters\/[a-z2-7]{42}/)[0];

/** One letter of each kind in each language, as the tests of the code keep them. */
const folder = fileURLToPath(new URL("../../src/mail/letters/", import.meta.url));
const samples = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".eml"))
  .map((file) => [`${dirname(file)}-${file.split(".").at(-2)}`, readFileSync(folder + file, "latin1")]);

test("every letter reads well on a phone, in light and in dark", async () => {
  assert.equal(samples.length, 14);
  for (const [name, letter] of [...samples, ["sent", house.letters[0]]]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await house.visit({ colorScheme });
      await page.setContent(parts(letter).html);
      // Best practices are for whole pages: a letter's landmarks and main heading belong to the mail program around it.
      await check(page, `letter-${name}-${colorScheme}`, { rules: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
      await page.context().close();
    }
  }
});

test("both parts of a letter carry both links whole", () => {
  for (const [place, letter] of house.letters.entries()) {
    const { text, html } = parts(letter);
    for (const link of [house.links[place], pageIn(letter)]) {
      assert.ok(text.includes(house.base + link) && html.includes(house.base + link));
    }
  }
});

test("letters are stopped with one click and start again with another, without scripts", async () => {
  const page = await house.visit({ javaScriptEnabled: false });
  const address = house.base + pageIn(house.letters[0]);
  const heading = () => page.locator("h1").textContent();
  await page.goto(`${address}?lang=en`);
  assert.equal(await heading(), said("en", "opt-out-title"));
  await page.locator("input[name=sure]").check();
  await press(page, page.locator("main form button"));
  assert.equal(await heading(), said("en", "opt-out-stopped-title"));
  await page.goto(`${address}?lang=nl`);
  assert.equal(await heading(), said("nl", "opt-out-stopped-title"), "it stays so, in either language");
  await press(page, page.locator("main form button"));
  assert.equal(await heading(), said("nl", "opt-out-title"), "the language goes along");
  assert.deepEqual(await page.context().cookies(), [], "no cookie");
  await page.context().close();
});

test("a machine that opens the page, runs its scripts and sends its form stops nothing", async () => {
  const page = await house.visit();
  const address = house.base + pageIn(house.letters[1]);
  for (const method of ["HEAD", "GET"]) assert.equal((await fetch(address, { method })).status, 200);
  assert.equal((await post(address, "")).status, 422);
  await page.goto(`${address}?lang=en`);
  // The page's own policy forbids scripts; this is one from outside, as of a gateway.
  await Promise.all([page.waitForEvent("domcontentloaded"), page.evaluate(() => document.forms[0].submit())]);
  assert.equal(await page.getByRole("alert").textContent(), said("en", "opt-out-unsure"));
  await page.goto(`${address}?lang=en`);
  await page.locator("main form button").click();
  assert.equal(await page.locator("h1").textContent(), said("en", "opt-out-title"));
  const click = await post(address, "List-Unsubscribe=One-Click");
  assert.deepEqual([click.status, click.redirected], [200, false], "a mail program's one request does");
  await page.reload();
  assert.equal(await page.locator("h1").textContent(), said("en", "opt-out-stopped-title"));
  await page.context().close();
});

for (const lang of ["nl", "en"]) {
  test(`the page that stops letters is accessible (${lang})`, async () => {
    const page = await house.visit();
    await page.goto(`${house.base}${pageIn(house.letters[2])}?lang=${lang}`);
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    await checkEverywhere(page, `opt-out-${lang}`);
    await Promise.all([page.waitForEvent("domcontentloaded"), page.evaluate(() => document.forms[0].submit())]);
    await checkEverywhere(page, `opt-out-unsure-${lang}`);
    await page.locator("input[name=sure]").check();
    await press(page, page.locator("main form button"));
    await checkEverywhere(page, `opt-out-stopped-${lang}`);
    await press(page, page.locator("main form button"));
    await page.goto(`${house.base}/letters/x?lang=${lang}`);
    assert.equal(await page.locator("h1").textContent(), said("en", "error-opt-out-title"), "in the browser's language");
    await checkEverywhere(page, `opt-out-unusable-${lang}`);
    await page.context().close();
  });
}
