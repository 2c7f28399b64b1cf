// Stories of what is done with answers: the adviser writes an action down, changes and withdraws it, releases words of
// comments, and an employee reads both on a phone. Knows the demo's actions and released words, and no figure.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkEverywhere } from "./checks.mjs";
import { cast, openHouse } from "./house.mjs";
import { choose, POINTS, press, said, send, signIn } from "./steps.mjs";

const TEAM = "/actions/Care/Ward%20North/Day%20team";
const RECOVERS = "Office/Technology/Applications";

let house;
before(async () => { house = await openHouse(); }, { timeout: 300_000 });
after(async () => { await house?.close(); });

async function adviserIn(lang) {
  const page = await house.visit({ locale: lang });
  await signIn(page, house.base, cast.adviser);
  return page;
}

/** The same page in the other language. */
async function inLanguage(page, lang) {
  await page.goto(`${house.base}/language/${lang}?to=${encodeURIComponent(new URL(page.url()).pathname)}`);
  assert.equal(await page.locator("html").getAttribute("lang"), lang);
}

/** A personal link of somebody who counts in a unit whose name is in the page. */
async function linkOf(name) {
  for (const link of house.links) {
    const text = await (await fetch(`${house.base}${link}?lang=en`)).text();
    if (text.includes(name)) return link;
  }
  assert.fail(`nobody counts in ${name}`);
}

test("an action is written down, changed and withdrawn; a complaint keeps what was typed", async () => {
  const page = await adviserIn("en");
  await page.goto(house.base + TEAM);
  assert.ok((await page.locator("main").textContent()).includes(said("en", "actions-here-empty")));
  for (const lang of ["nl", "en"]) {
    await inLanguage(page, lang);
    await page.locator("summary").last().click();
    await checkEverywhere(page, `actions-empty-${lang}`);
  }
  const what = `Ten minutes ${"and ten more ".repeat(13)}"<b>"`;
  await page.locator("#add-what").evaluate((field) => field.removeAttribute("maxlength"));
  await page.fill("#add-what", what);
  await page.fill("#add-by", "team leader");
  await page.fill("#add-since", "last spring");
  await press(page, page.getByRole("button", { name: said("en", "action-keep"), exact: true }));
  assert.equal(await page.getByRole("alert").textContent(), said("en", "action-not-kept"));
  assert.match(await page.locator("#add-what-complaint").textContent(), /too long: \d+ characters/);
  assert.equal(await page.locator("#add-since-complaint").textContent(), said("en", "action-when-unreadable"));
  assert.equal(await page.locator("#add-by-complaint").count(), 0);
  assert.deepEqual(await Promise.all(["what", "by", "since"].map((name) => page.inputValue(`#add-${name}`))), [what, "team leader", "last spring"]);
  await checkEverywhere(page, "actions-complaint-en");

  await page.fill("#add-what", "The day begins with ten minutes for questions");
  await page.fill("#add-since", "3-2025");
  await press(page, page.getByRole("button", { name: said("en", "action-keep"), exact: true }));
  assert.equal(new URL(page.url()).pathname, TEAM);
  const own = page.locator("section[aria-labelledby=here] li");
  assert.match(await own.textContent(), /ten minutes for questions.*team leader, since March 2025/s);
  await own.locator("summary").click();
  for (const lang of ["nl", "en"]) {
    await inLanguage(page, lang);
    await own.locator("summary").click();
    await checkEverywhere(page, `actions-change-${lang}`);
  }
  await own.locator("input[name=until]").fill("1-2025");
  await press(page, own.getByRole("button", { name: said("en", "action-keep-change") }));
  assert.equal(await own.locator(".complaint").textContent(), said("en", "action-until-before"));
  assert.equal(await own.locator("input[name=until]").inputValue(), "1-2025", "the form stays open");
  await own.locator("input[name=until]").fill("6-2025");
  await press(page, own.getByRole("button", { name: said("en", "action-keep-change") }));
  assert.match(await own.locator("p").nth(1).textContent(), /March 2025 to June 2025/);

  const link = await linkOf("Ward North");
  const reader = await house.visit({ javaScriptEnabled: false });
  await reader.goto(`${house.base}${link}?lang=en`);
  assert.match(await reader.locator("main").textContent(), /Leidinggevenden beginnen een overleg met wat ze zelf niet zeker weten/);
  await reader.context().close();
  await own.locator("summary").click();
  await press(page, own.getByRole("button", { name: "Withdraw" }));
  assert.equal(await own.count(), 0);
});

for (const lang of ["nl", "en"]) {
  test(`all actions stand in the order of the tree, and in the trend of their unit (${lang})`, async () => {
    const page = await adviserIn(lang);
    await page.goto(`${house.base}/actions`);
    assert.equal(await page.locator("h1").textContent(), said(lang, "actions-title").replace("{ $unit }", "Meander Care"));
    assert.ok(await page.locator("section[aria-labelledby=inside] li").count() >= 2);
    await checkEverywhere(page, `actions-all-${lang}`);
    await page.goto(`${house.base}/units/${RECOVERS}`);
    assert.match(await page.locator(".chart").first().innerHTML(), /Every Monday: what went wrong/);
  });

  test(`an employee reads on a phone, without scripts, what was done and what came out (${lang})`, async () => {
    const link = await linkOf("Home Care");
    const page = await house.visit({ javaScriptEnabled: false });
    await page.goto(`${house.base}${link}?lang=${lang}`);
    const done = page.locator("section[aria-labelledby=done]");
    assert.match(await done.textContent(), /belt de achterwacht/);
    await choose(page, POINTS);
    await send(page);
    assert.match(await done.textContent(), /belt de achterwacht/);
    assert.equal(await page.locator("#last").count(), 1);
    assert.ok((await page.locator("section[aria-labelledby=last]").textContent()).includes(said(lang, "last-how")));
    assert.equal(await page.locator(".released, .remarks").count(), 0, "words never stand beside a score");
    await page.getByRole("link", { name: said(lang, "heard-link") }).click();
    assert.match(await page.locator(".released, .remarks").first().textContent(), /\w/);
    assert.equal(await page.locator("#last, .range").count(), 0);
    assert.deepEqual(await page.context().cookies(), []);
    await page.context().close();
    // Axe is a script itself.
    const seen = await house.visit();
    await seen.route("**/seal.js", (route) => route.abort());
    await seen.goto(`${house.base}${link}?lang=${lang}`);
    await checkEverywhere(seen, `done-answer-${lang}`);
    await choose(seen, POINTS);
    await send(seen);
    await checkEverywhere(seen, `done-thanks-${lang}`);
    await seen.getByRole("link", { name: said(lang, "heard-link") }).click();
    await checkEverywhere(seen, `done-words-${lang}`);
    await seen.context().close();
  });
}

test("a summary and texts are looked at, released, replaced and withdrawn", async () => {
  const page = await adviserIn("en");
  await page.goto(`${house.base}/remarks`);
  await page.locator("main a[href$='/comments']").click();
  const address = page.url();
  const sheaf = page.locator("main section").last();
  const unit = await sheaf.locator("h2").textContent();
  await sheaf.locator("input[name=picked]").nth(0).check();
  await sheaf.locator("input[name=picked]").nth(3).check();
  await press(page, sheaf.getByRole("button", { name: said("en", "release-edit") }));
  const field = page.locator("#words");
  const texts = (await field.inputValue()).split("\n\n");
  assert.equal(texts.length, 2);
  assert.ok((await page.locator("main").textContent()).includes(said("en", "release-warn-writing")));
  assert.equal(await page.locator("#preview").count(), 0);
  await checkEverywhere(page, "release-texts-en");
  await field.fill(`zo is het\n\nAlthough <b>one</b> word was taken out`);
  await press(page, page.getByRole("button", { name: said("en", "release-look") }));
  assert.deepEqual(await page.locator(".remarks li").allTextContents(), ["Although <b>one</b> word was taken out", "zo is het"]);
  await checkEverywhere(page, "release-preview-en");
  await press(page, page.getByRole("button", { name: said("en", "release-now") }));
  assert.match(new URL(page.url()).pathname, /^\/remarks/);
  assert.ok((await page.locator("h1").textContent()).includes(unit));
  assert.deepEqual(await page.locator(".remarks li").allTextContents(), ["Although <b>one</b> word was taken out", "zo is het"]);
  assert.equal(await page.locator("svg, table").count(), 0, "no figure stands beside words");
  for (const lang of ["nl", "en"]) {
    await inLanguage(page, lang);
    await page.locator("summary").first().click();
    await checkEverywhere(page, `remarks-${lang}`);
  }

  await page.goto(address);
  for (const lang of ["nl", "en"]) {
    await inLanguage(page, lang);
    await checkEverywhere(page, `comments-release-${lang}`);
  }
  assert.ok((await sheaf.textContent()).includes(said("en", "release-there")));
  await sheaf.locator("textarea").fill("  ");
  await press(page, sheaf.getByRole("button", { name: said("en", "release-look") }));
  assert.equal(await page.getByRole("alert").textContent(), said("en", "release-empty"));
  await checkEverywhere(page, "release-empty-en");
  await field.fill("In short: one thing.\n\nAnd another.");
  await press(page, page.getByRole("button", { name: said("en", "release-look") }));
  assert.ok((await page.locator("main").textContent()).includes(said("en", "release-replaces")));
  await press(page, page.getByRole("button", { name: said("en", "release-now") }));
  assert.deepEqual(await page.locator(".released p").allTextContents(), ["In short: one thing.", "And another."]);
  await page.locator("summary").first().click();
  await press(page, page.getByRole("button", { name: said("en", "remarks-change"), exact: true }));
  assert.equal(await field.inputValue(), "In short: one thing.\n\nAnd another.");
  await page.goBack();
  if (!(await page.locator("details").first().getAttribute("open"))) await page.locator("summary").first().click();
  await press(page, page.getByRole("button", { name: said("en", "remarks-withdraw"), exact: true }));
  assert.ok((await page.locator("main").textContent()).includes(said("en", "remarks-empty")));
  for (const lang of ["nl", "en"]) {
    await inLanguage(page, lang);
    await checkEverywhere(page, `remarks-empty-${lang}`);
  }
});
