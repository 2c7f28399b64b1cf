// Stories of a wave that waits: the adviser reads the reports first and adds a note, releases them, management finds them,
// and an employee opens the link of a letter. Does not know what stands in a report.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkEverywhere } from "./checks.mjs";
import { newAccount, openTeamHouse } from "./house.mjs";
import { inEachLanguage, plainForm, POINTS, post, press, said, signIn } from "./steps.mjs";

const LANGUAGES = ["nl", "en"];
const ada = newAccount();
const bob = { name: "bob", password: "three slow brown bears" };
const NOTE = "Two of these answers came on the last day.\n\nAsk <b>me</b> before you talk about it.";

let house;
before(async () => {
  house = await openTeamHouse();
  await Promise.all(house.links.map((link) => post(house.base + link, plainForm(POINTS, ""))));
  house.runWith([bob.password], "account", "add", bob.name, "--email", "bob@example.org", "--role", "management", "--unit", "Care");
  house.run("wave", "close", "--early");
}, { timeout: 300_000 });
after(async () => { await house?.close(); });

/** Somebody who has signed in. */
async function signedIn(account) {
  const page = await house.visit({ locale: "en" });
  await signIn(page, house.base, account);
  return page;
}

/** The button that says, in English, what `key` does. */
const button = (page, key) => page.getByRole("button", { name: said("en", key), exact: true });

/** Every PDF that the page links to, as this visitor gets it. */
async function papers(page) {
  const addresses = await page.locator(".files a").evaluateAll((links) => links.map((link) => link.href));
  assert.ok(addresses.length > 0, "there is a report");
  return Promise.all(addresses.map(async (address) => {
    const answer = await page.request.get(address);
    assert.equal(answer.status(), 200, address);
    assert.equal(answer.headers()["content-type"], "application/pdf");
    const body = await answer.body();
    assert.equal(body.subarray(0, 5).toString("latin1"), "%PDF-");
    return body;
  }));
}

/** Letters of a kind about the wave, once there are `count`; the server sends them in rounds. */
async function letters(kind, count) {
  for (const end = Date.now() + 120_000; Date.now() < end;) {
    const found = house.lettersIn(`${kind}/${house.wave}`);
    if (found.length >= count) return found;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return assert.fail(`there are no ${count} letters about ${kind}`);
}

/** The link of a letter about results, as a path. */
const linkIn = (letter) => letter.replaceAll("=\r\n", "").replaceAll("=\n", "").match(/\/results\/[0-9a-z/-]+/)[0];

test("a wave waits: the adviser reads the reports first, and management finds nothing yet", async () => {
  const [page, manager] = [await signedIn(ada), await signedIn(bob)];
  await manager.goto(`${house.base}/reports`);
  assert.ok((await manager.locator("main").textContent()).includes(said("en", "reports-empty-management")));
  await inEachLanguage(manager, (lang) => checkEverywhere(manager, `reports-empty-${lang}`));

  await page.goto(`${house.base}/reports`);
  assert.match(await page.locator("section.round p").textContent(), /^Only you can see these now\. Management gets them on \d/);
  await inEachLanguage(page, (lang) => checkEverywhere(page, `reports-waiting-${lang}`));
  const [paper] = await page.locator(".files a").evaluateAll((links) => links.map((link) => link.href));
  assert.equal((await manager.request.get(paper)).status(), 404, "it is not there for others");
  await page.getByRole("link", { name: said("en", "reports-desk") }).click();
  assert.equal(new URL(page.url()).pathname, `/reports/${house.wave}`);
  await inEachLanguage(page, (lang) => checkEverywhere(page, `reports-desk-${lang}`));
  await Promise.all([page, manager].map((each) => each.context().close()));
});

test("a note is written beside a preview, and stands in the report from then on", async () => {
  const page = await signedIn(ada);
  await page.goto(`${house.base}/reports/${house.wave}`);
  await page.getByRole("link", { name: said("en", "reports-note-add") }).click();
  assert.equal(new URL(page.url()).pathname, `/reports/${house.wave}/note/Care`);
  const before = await papers(page);
  await inEachLanguage(page, (lang) => checkEverywhere(page, `reports-note-${lang}`));
  await page.locator("#words").evaluate((field) => field.removeAttribute("maxlength"));
  const long = "long ".repeat(500);
  await page.fill("#words", long);
  await press(page, button(page, "reports-note-keep"));
  assert.match(await page.getByRole("alert").textContent(), /has 2499 characters/);
  assert.equal(await page.inputValue("#words"), long, "what was typed stays");
  await checkEverywhere(page, "reports-note-complaint-en");
  await page.fill("#words", NOTE);
  await press(page, button(page, "reports-note-keep"));
  assert.equal(new URL(page.url()).pathname, `/reports/${house.wave}`);
  assert.equal(await page.locator(".noted").textContent(), NOTE.split("\n")[0]);
  await inEachLanguage(page, (lang) => checkEverywhere(page, `reports-desk-noted-${lang}`));
  await page.getByRole("link", { name: said("en", "reports-note-change") }).click();
  assert.equal(await page.inputValue("#words"), NOTE);
  const noted = await papers(page);
  assert.ok(noted.every((body, at) => !body.equals(before[at])), "the preview is the report as it is now");
  await page.context().close();
});

test("the adviser releases the wave, once, and knowing it; management finds its reports", async () => {
  const [page, manager] = [await signedIn(ada), await signedIn(bob)];
  await page.goto(`${house.base}/reports/${house.wave}`);
  const sure = page.locator("input[name=sure]");
  await sure.evaluate((field) => field.removeAttribute("required"));
  await press(page, button(page, "reports-release-now"));
  assert.equal(await page.getByRole("alert").textContent(), said("en", "reports-unsure"));
  await checkEverywhere(page, "reports-unsure-en");
  await page.getByLabel(said("en", "reports-sure")).check();
  await press(page, button(page, "reports-release-now"));
  assert.ok((await page.locator("main").textContent()).includes(said("en", "reports-released")));
  assert.equal(await page.locator("main form").count(), 0);
  await inEachLanguage(page, (lang) => checkEverywhere(page, `reports-desk-released-${lang}`));
  await page.getByRole("link", { name: said("en", "reports-note-read") }).click();
  assert.ok((await page.locator("main").textContent()).includes(said("en", "reports-note-late")));
  assert.equal(await page.locator("main form").count(), 0);
  assert.match(await page.locator("blockquote").innerHTML(), /Ask &lt;b&gt;me&lt;\/b&gt; before/);
  await inEachLanguage(page, (lang) => checkEverywhere(page, `reports-note-late-${lang}`));
  await page.goto(`${house.base}/reports`);
  assert.ok((await page.locator("section.round p").textContent()).includes(said("en", "reports-released")));

  await manager.goto(`${house.base}/reports`);
  assert.deepEqual(await manager.locator("section.round li strong").allTextContents(), ["Care"]);
  const found = await papers(manager);
  assert.equal(found.length, LANGUAGES.length);
  await inEachLanguage(manager, (lang) => checkEverywhere(manager, `reports-archive-${lang}`));
  assert.equal((await manager.request.get(`${house.base}/reports/${house.wave}`)).status(), 403, "the desk is the adviser's");
  const [letter] = await letters("report", 1);
  const [attached] = letter.match(/JVBER[\sA-Za-z0-9+/=]+/);
  const sent = Buffer.from(attached.replaceAll(/\s/g, ""), "base64");
  assert.ok(found.some((body) => body.equals(sent)), "the letter holds what the archive does");
  await Promise.all([page, manager].map((each) => each.context().close()));
});

for (const lang of LANGUAGES) {
  test(`an employee opens the link of a letter on a phone, as nobody in particular (${lang})`, async () => {
    const all = await letters("results", 12);
    assert.deepEqual(new Set(all.map(linkIn)).size, 1, "everybody in the unit has the same link");
    const page = await house.visit({ javaScriptEnabled: false });
    const answer = await page.goto(`${house.base}${linkIn(all[0])}?lang=${lang}`);
    assert.equal(answer.status(), 200);
    assert.equal(answer.headers()["referrer-policy"], "no-referrer");
    assert.equal(await page.locator("h1").textContent(), said(lang, "results-title").replace("{ $unit }", "Team A"));
    assert.match(await page.locator("section[aria-labelledby=figures]").textContent(), /50/);
    assert.ok(!(await page.content()).includes("Care"), "nothing of other units");
    const other = LANGUAGES.find((code) => code !== lang);
    await page.locator(`header a[hreflang=${other}]`).click();
    assert.equal(await page.locator("h1").textContent(), said(other, "results-title").replace("{ $unit }", "Team A"));
    assert.deepEqual(await page.context().cookies(), [], "no cookie on the way");
    await page.context().close();
    // Axe is a script itself.
    const seen = await house.visit();
    await seen.goto(`${house.base}${linkIn(all[0])}?lang=${lang}`);
    await checkEverywhere(seen, `results-${lang}`);
    await seen.goto(`${house.base}${linkIn(all[0])}/words?lang=${lang}`);
    assert.equal(await seen.locator("h1").textContent(), said(lang, "heard-title"));
    await checkEverywhere(seen, `results-words-${lang}`);
    await seen.getByRole("link", { name: said(lang, "results-back") }).click();
    assert.equal(await seen.locator("h1").textContent(), said(lang, "results-title").replace("{ $unit }", "Team A"));
    await seen.context().close();
  });
}

test("a forged mark, another place and another wave get the same page", async () => {
  const [letter] = await letters("results", 12);
  const path = linkIn(letter);
  const [, , wave, unit, mark] = path.split("/");
  const other = mark.startsWith("a") ? "b" : "a";
  const forged = [
    `/results/${wave}/${unit}/${other}${mark.slice(1)}`, `/results/${wave}/${unit}/${mark.slice(0, -1)}`,
    `/results/${wave}/${unit - 1}/${mark}`, `/results/${wave}/${Number(unit) + 1}/${mark}`, `/results/2020-01/${unit}/${mark}`,
    `/results/${wave}/${unit}/${other}${mark.slice(1)}/words`,
  ];
  const answers = await Promise.all(forged.map(async (address) => {
    const answer = await fetch(`${house.base}${address}?lang=en`);
    assert.equal(answer.headers.getSetCookie().length, 0);
    return [answer.status, await answer.text()];
  }));
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.equal(answers[0][0], 404);
  const page = await house.visit();
  for (const lang of LANGUAGES) {
    await page.goto(`${house.base}${forged[0]}?lang=${lang}`);
    assert.equal(await page.locator("h1").textContent(), said(lang, "error-results-title"));
    await checkEverywhere(page, `results-forged-${lang}`);
  }
  await page.context().close();
});
