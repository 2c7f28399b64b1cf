// Stories of accounts: the first sign-in with an authenticator, a recovery code, a forgotten password, a manager who is
// invited, and forms on a network without TLS.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check, checkEverywhere } from "./checks.mjs";
import { cast, newAccount, openHouse, openTeamHouse } from "./house.mjs";
import { givePassword, nextCode, said, signIn } from "./steps.mjs";

let house;
before(async () => { house = await openHouse({ waves: 1 }); }, { timeout: 300_000 });
after(async () => { await house?.close(); });

/** The link in the newest letter about an account; waits until there are `count` letters. */
async function linkOf(from, count) {
  for (let n = 0; n < 100 && from.accountLetters().length < count; n += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  const letters = from.accountLetters();
  assert.equal(letters.length, count);
  return letters.at(-1).replaceAll("=\r\n", "").match(/http:\/\/[^\s"]+\/reset\/[\w-]{43}/)[0];
}

/** Chooses a password with the link of a letter. */
async function choose(page, link, password) {
  await page.goto(link);
  await page.fill("#new", password);
  await page.fill("#again", password);
  await page.click("main button");
  await page.waitForURL(/\/sign-in\?chosen=true$/);
}

test("a first sign-in sets up an authenticator, and a recovery code helps once without it", { timeout: 120_000 }, async () => {
  const team = await openTeamHouse();
  try {
    const ada = newAccount();
    const page = await team.visit({ locale: "en" });
    await givePassword(page, team.base, ada);
    assert.match(page.url(), /enrolment$/);
    assert.equal(await page.locator("svg.qr").getAttribute("role"), "img");
    for (const lang of ["nl", "en"]) {
      await page.locator(`header a[lang=${lang}]`).click();
      await checkEverywhere(page, `enrolment-${lang}`);
    }
    ada.secret = await page.locator("code.secret").textContent();
    await page.fill("#code", "000000");
    await page.click("main form button");
    assert.equal(await page.locator("[role=alert]").textContent(), said("en", "enrolment-wrong"));
    assert.equal(await page.locator("code.secret").textContent(), ada.secret, "the picture stays");
    await page.fill("#code", await nextCode(ada));
    await page.click("main form button");
    const codes = await page.locator(".codes code").allTextContents();
    assert.equal(codes.length, 10);
    await checkEverywhere(page, "recovery-codes");
    await page.click(".onward a");
    await page.waitForURL(/\/overview$/);
    await page.locator("header button").click();

    await givePassword(page, team.base, ada);
    assert.match(page.url(), /code$/);
    for (const lang of ["nl", "en"]) {
      await page.locator(`header a[lang=${lang}]`).click();
      await page.locator("summary").click();
      await checkEverywhere(page, `code-${lang}`);
    }
    await page.fill("#recovery", codes[3].toUpperCase());
    await page.locator("details button").click();
    await page.waitForURL(/\/overview$/);
    await page.goto(`${team.base}/account`);
    assert.match(await page.locator("main").textContent(), /9 recovery codes left/);
    await page.locator("header button").click();
    await givePassword(page, team.base, ada);
    await page.locator("summary").click();
    await page.fill("#recovery", codes[3]);
    await page.locator("details button").click();
    assert.equal(await page.locator("[role=alert]").textContent(), said("en", "code-recovery-wrong"));
  } finally {
    await team.close();
  }
});

test("on a network without TLS the forms still work", { timeout: 120_000 }, async () => {
  const team = await openTeamHouse({ host: "polsslag.test", browserArgs: ["--host-resolver-rules=MAP polsslag.test 127.0.0.1"] });
  try {
    const page = await team.visit({ locale: "en" });
    const sent = [];
    page.on("request", (request) => { if (request.method() === "POST") sent.push(request.allHeaders()); });
    await signIn(page, team.base, newAccount());
    const [first] = await Promise.all(sent);
    assert.equal(first.origin, team.base);
    assert.equal(first["sec-fetch-site"], undefined, "browsers don't say it there");
    await page.goto(team.base + team.links[0]);
    await page.locator("fieldset input").first().check();
    await page.locator("main form button").click();
    assert.equal(await page.locator("fieldset").count(), 0, "the answer was taken");
  } finally {
    await team.close();
  }
});

test("the administrator invites a manager, who chooses a password, and forgets it", { timeout: 120_000 }, async () => {
  const page = await house.visit({ locale: "en" });
  await signIn(page, house.base, cast.administrator, /\/administration$/);
  for (const lang of ["nl", "en"]) {
    await page.locator(`header a[lang=${lang}]`).click();
    await checkEverywhere(page, `administration-${lang}`);
  }
  await page.fill("#name", "Mia");
  await page.fill("#email", "mia@example.org");
  await page.check("input[name=management]");
  await page.fill("#unit-1", "Nowhere");
  await page.locator("form[action='/administration/accounts'] button").click();
  assert.match(await page.locator("[role=alert]").textContent(), /no unit Nowhere/);
  assert.equal(await page.inputValue("#email"), "mia@example.org", "nothing is typed twice");
  await check(page, "administration-refused");
  await page.fill("#unit-1", "Care/Home Care");
  await page.locator("form[action='/administration/accounts'] button").click();
  assert.match(await page.locator("[role=status]").textContent(), /mia is added/);
  assert.equal(await page.locator("tr", { hasText: "adviser" }).locator("a").count(), 0, "the adviser's account is nobody's here");
  await page.locator("a[href$='/accounts/mia']").click();
  for (const lang of ["nl", "en"]) {
    await page.locator(`header a[lang=${lang}]`).click();
    await checkEverywhere(page, `administration-account-${lang}`);
  }
  for (const closed of ["/overview", "/units/Care", "/administration/accounts/adviser"]) {
    const reply = await page.goto(house.base + closed);
    assert.equal(reply.status(), 403, closed);
  }
  await check(page, "not-for-you");

  const mia = { name: "mia", password: "nine tall purple geese" };
  const link = await linkOf(house, 1);
  const hers = await house.visit({ locale: "en" });
  const reply = await hers.goto(link);
  assert.equal(reply.headers()["referrer-policy"], "no-referrer");
  await checkEverywhere(hers, "reset");
  await choose(hers, link, mia.password);
  await signIn(hers, house.base, mia);
  assert.ok(await hers.locator("table.heat tbody tr").count() > 1, "the figures of the department");
  for (const lang of ["nl", "en"]) {
    await hers.locator(`header a[lang=${lang}]`).click();
    await checkEverywhere(hers, `overview-manager-${lang}`);
  }
  await hers.goto(`${house.base}/units/Care/Home%20Care`);
  assert.equal(await hers.locator("#standing, form[action='/handlings']").count(), 0, "signals are the adviser's");
  await checkEverywhere(hers, "department-manager");
  assert.equal((await hers.goto(`${house.base}/units/Office`)).status(), 404);
  await hers.goto(`${house.base}/account`);
  for (const lang of ["nl", "en"]) {
    await hers.locator(`header a[lang=${lang}]`).click();
    await checkEverywhere(hers, `account-${lang}`);
  }
  assert.match(await hers.locator("main").textContent(), /Management of Care\/Home Care/);
  assert.equal((await hers.goto(`${house.base}/administration`)).status(), 403);
  assert.equal((await hers.goto(link)).status(), 404, "a link works once");
  await checkEverywhere(hers, "reset-unusable");
  await hers.goto(`${house.base}/account`);
  await hers.locator("header button").click();

  await hers.locator("a[href='/forgotten']").click();
  await checkEverywhere(hers, "forgotten");
  await hers.fill("#who", "mia@example.org");
  await hers.click("main button");
  assert.equal(await hers.locator("h1").textContent(), said("en", "forgotten-sent-title"));
  await checkEverywhere(hers, "forgotten-sent");
  mia.password = "a tenth one came along";
  await choose(hers, await linkOf(house, 2), mia.password);
  await signIn(hers, house.base, mia);
});

test("a new phone takes over from the old one, and new codes from the old ones", { timeout: 120_000 }, async () => {
  const page = await house.visit({ locale: "en" });
  await signIn(page, house.base, cast.manager);
  await page.goto(`${house.base}/account`);
  await page.fill("#codes-current", cast.manager.password);
  await page.locator("form[action='/account/recovery-codes'] button").click();
  assert.equal(await page.locator(".codes code").count(), 10);
  await page.click(".onward a");
  await page.fill("#authenticator-current", "not my password");
  await page.locator("form[action='/account/enrolment'] button").click();
  assert.equal(await page.locator("[role=alert]").textContent(), said("en", "account-password-wrong"));
  await page.fill("#authenticator-current", cast.manager.password);
  await page.locator("form[action='/account/enrolment'] button").click();
  const renewed = { ...cast.manager, secret: await page.locator("code.secret").textContent() };
  assert.notEqual(renewed.secret, cast.manager.secret);
  await page.fill("#code", await nextCode(renewed));
  await page.click("main form button");
  assert.equal(await page.locator(".codes code").count(), 10);
  await page.locator("header button").click();
  await givePassword(page, house.base, renewed);
  await page.fill("#code", await nextCode(cast.manager));
  await page.locator("main form button").first().click();
  assert.equal(await page.locator("[role=alert]").textContent(), said("en", "code-wrong"));
  await page.fill("#code", await nextCode(renewed));
  await page.locator("main form button").first().click();
  await page.waitForURL(/\/overview$/);
});
