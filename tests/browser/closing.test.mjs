// Stories of the adviser who closes a wave and reads its comments, by key file and by passphrase. Does not know how
// answers are sealed, only that those sealed in a browser count like all others.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkEverywhere } from "./checks.mjs";
import { newAccount, openTeamHouse } from "./house.mjs";
import { choose, inEachLanguage, plainForm, POINTS, post, said, send, signIn } from "./steps.mjs";

const LANGUAGES = ["nl", "en"];

/** Sends the form that is open and waits until the close has come to an end, one way or the other. */
async function waitForClose(page) {
  await page.locator("main form button").click();
  await page.waitForFunction(() => !document.querySelector("progress") && document.readyState === "complete"
    && (location.pathname === "/overview" || document.querySelector("main [role=alert]")), null, { timeout: 60_000 });
}

/** What the export says of the team in the only wave. */
function team(house) {
  const { waves } = JSON.parse(house.run("export", "--format", "json"));
  assert.equal(waves.length, 1);
  return waves[0].units.find(({ unit }) => unit === "Care/Team A");
}

/** Whether a link still takes answers. */
async function takesAnswers(house, link = house.links[11]) {
  return (await fetch(house.base + link)).status === 200;
}

/** What the comments page shows: units and their comments in the order of the page. */
async function comments(page) {
  return { units: await page.locator("main h2").allTextContents(), texts: await page.locator(".remarks li").allTextContents() };
}

test("answers sealed in the browser count like those sealed in the server, and so do their comments", async () => {
  const house = await openTeamHouse();
  try {
    const written = [];
    for (const [n, link] of house.links.entries()) {
      const page = await house.visit({ javaScriptEnabled: n % 2 === 0 });
      await page.goto(`${house.base}${link}?lang=en`);
      // One of them would rather not say at a statement that stands at the mean: it stays where it is.
      await choose(page, n === 4 ? ["2", "3", "4", "2", "-", "2", "3"] : POINTS);
      const comment = `${"lkjihgfedcba"[n]}: één <b>woord</b> & \u{1f600}\nof twee, "${n}"`;
      written.push(comment);
      await page.fill("#comment", `  ${comment}\n`);
      await send(page);
      const kept = n % 2 === 0 ? "thanks-kept-browser" : "thanks-kept-server";
      assert.equal((await page.locator("p.lead").textContent()).trim(), said("en", kept));
      await page.context().close();
    }
    // Who answers again replaces the answer, wherever either was sealed.
    for (const n of [0, 1]) {
      const page = await house.visit({ javaScriptEnabled: n === 1 });
      await page.goto(house.base + house.links[n]);
      await choose(page, POINTS);
      await page.fill("#comment", written[n]);
      await send(page);
      await page.context().close();
    }

    const page = await house.visit({ locale: "en" });
    await signIn(page, house.base, newAccount());
    assert.equal(await page.locator("table").count(), 0, "nothing is published yet");
    await page.locator(`main a[href="/waves/${house.wave}"]`).click();
    await inEachLanguage(page, (lang) => checkEverywhere(page, `wave-open-${lang}`));
    await page.locator(`main a[href="/waves/${house.wave}/closure"]`).click();
    assert.equal(await page.locator(".notice").count(), 1, "the promised day is not over");
    await inEachLanguage(page, async (lang) => {
      await checkEverywhere(page, `closure-early-${lang}`);
      await send(page);
      assert.ok((await page.getByRole("alert").textContent()).includes(said(lang, "closure-early-unticked")));
      await checkEverywhere(page, `closure-early-complaint-${lang}`);
    });
    assert.ok(await takesAnswers(house), "without the tick nothing was closed");
    await page.locator("input[name=early]").check();
    await waitForClose(page);
    assert.equal(new URL(page.url()).pathname, "/overview");
    assert.ok(await page.locator("td.figure").count() > 0, "figures are shown");
    assert.ok(!await takesAnswers(house), "the links are dead");

    const { answered, indices, items } = team(house);
    assert.equal(answered.from, 10);
    const means = Object.fromEntries(Object.entries(indices).map(([key, { mean }]) => [key, mean]));
    assert.deepEqual(means, { "speaking-up": 3, mistakes: 3.5, belonging: 2.5, score: 3 });
    // Each statement by itself: nothing changed places on the way.
    const leaning = (key) => `${items[key].favourable} ${items[key].unfavourable}`;
    assert.deepEqual(["help", "fear"].map(leaning), Array(2).fill(leaning("help")), "agreed with, reversed or not");
    assert.deepEqual(["voice", "inclusion"].map(leaning), Array(2).fill(leaning("voice")), "disagreed with");
    assert.deepEqual(["dissent", "errors", "recognition"].map(leaning), Array(3).fill(leaning("dissent")), "undecided");
    assert.equal(new Set(["help", "voice", "dissent"].map(leaning)).size, 3);

    await page.locator(`main a[href="/waves/${house.wave}"]`).first().click();
    await page.locator(`main a[href="/waves/${house.wave}/comments"]`).click();
    const { units, texts } = await comments(page);
    assert.deepEqual(units, ["Team A"]);
    assert.deepEqual(texts, [...written].sort());
    await inEachLanguage(page, (lang) => checkEverywhere(page, `comments-shown-${lang}`));
  } finally {
    await house.close();
  }
});

const passphrases = { adviser: "vier stille groene kikkers", deputy: "five loud orange parrots" };

test("after the promised day a wave closes without a tick, also when nobody answered", async () => {
  // Under a passphrase, or the server would have closed it.
  const house = await openTeamHouse({ passphrases, ended: true });
  try {
    assert.ok(!await takesAnswers(house), "the day is over");
    const page = await house.visit({ locale: "en" });
    await signIn(page, house.base, newAccount());
    await page.goto(`${house.base}/waves/${house.wave}/closure`);
    assert.equal(await page.locator("main .notice, main [type=checkbox]").count(), 0);
    await inEachLanguage(page, (lang) => checkEverywhere(page, `closure-${lang}`));
    await page.fill("main [type=password]", passphrases.adviser);
    await waitForClose(page);
    assert.equal(new URL(page.url()).pathname, "/overview");
    assert.equal(team(house).shown, false);
    await page.goto(`${house.base}/waves/${house.wave}/comments`);
    assert.deepEqual(await comments(page), { units: [], texts: [] });
    await inEachLanguage(page, (lang) => checkEverywhere(page, `comments-none-${lang}`));
  } finally {
    await house.close();
  }
});

let locked;
before(async () => { locked = await openTeamHouse({ passphrases }); }, { timeout: 120_000 });
after(async () => { await locked?.close(); });

test("only the adviser's or the deputy's passphrase closes a wave and opens its comments", async () => {
  const house = locked;
  // A word longer than a phone is wide must not push the page aside.
  const written = [..."abcdefghij"].map((letter) => `${letter} ${letter.repeat(90)}`);
  for (const [n, comment] of written.entries()) {
    const reply = await post(house.base + house.links[n], plainForm(POINTS, comment));
    assert.equal(reply.status, 200);
  }
  const page = await house.visit({ locale: "en" });
  await signIn(page, house.base, newAccount());
  await page.goto(`${house.base}/waves/${house.wave}/closure`);
  await inEachLanguage(page, (lang) => checkEverywhere(page, `closure-locked-${lang}`));
  const close = async (passphrase) => {
    await page.goto(`${house.base}/waves/${house.wave}/closure`);
    await page.locator("input[name=early]").check();
    await page.fill("#passphrase", passphrase);
    await waitForClose(page);
  };
  for (const wrong of ["not anybody's passphrase", "short"]) {
    await close(wrong);
    assert.equal(await page.getByRole("alert").textContent(), said("en", "passphrase-wrong"));
    assert.ok(await takesAnswers(house), "the wave stays open");
    assert.match(house.run("wave", "list"), / open; /);
  }
  await inEachLanguage(page, (lang) => checkEverywhere(page, `closure-wrong-passphrase-${lang}`));
  await close(passphrases.deputy);
  assert.equal(new URL(page.url()).pathname, "/overview");
  assert.match(house.run("wave", "list"), / published; management reads it from \d/);
  assert.deepEqual([team(house).answered.from, team(house).indices.score.mean], [10, 3]);

  const address = `${house.base}/waves/${house.wave}/comments`;
  await page.goto(address);
  assert.equal(await page.locator(".remarks").count(), 0, "nothing before the passphrase");
  await inEachLanguage(page, (lang) => checkEverywhere(page, `comments-form-${lang}`));
  const read = async (passphrase) => {
    await page.fill("#passphrase", passphrase);
    const [reply] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === "POST"), page.locator("main form button").click(),
    ]);
    await page.waitForLoadState();
    return reply.status();
  };
  for (const lang of LANGUAGES) {
    await page.goto(`${house.base}/language/${lang}?to=/waves/${house.wave}/comments`);
    assert.equal(await read("not anybody's passphrase"), 403);
    assert.equal(await page.getByRole("alert").textContent(), said(lang, "passphrase-wrong"));
    assert.equal(await page.locator(".remarks").count(), 0);
    await checkEverywhere(page, `comments-wrong-passphrase-${lang}`);
    assert.equal(await read(lang === "nl" ? passphrases.adviser : passphrases.deputy), 200);
    assert.deepEqual(await comments(page), { units: ["Team A"], texts: written });
    await checkEverywhere(page, `comments-opened-${lang}`);
  }
  await page.goto(address);
  assert.equal(await page.locator(".remarks").count(), 0, "the passphrase was forgotten");
});

for (const lang of LANGUAGES) {
  test(`employees are told who can open their answers (${lang})`, async () => {
    const page = await locked.visit();
    await page.goto(`${locked.base}/protection?lang=${lang}`);
    assert.equal(await page.locator("html").getAttribute("lang"), lang);
    const text = await page.locator("main").textContent();
    assert.ok(text.includes(said(lang, "protection-custody-passphrase")));
    assert.ok(!text.includes(said(lang, "protection-custody-file")));
    assert.deepEqual(await page.context().cookies(), []);
    await checkEverywhere(page, `protection-passphrase-${lang}`);
    await page.context().close();
  });
}
