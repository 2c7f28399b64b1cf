// Stories of what stands out: the overview, a team that fell, one that is hidden and silent, a signal that is dealt with,
// and how it was computed. Knows the three stories of the demo, and no figure.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkEverywhere } from "./checks.mjs";
import { cast, openHouse } from "./house.mjs";
import { post, said, send, signIn } from "./steps.mjs";

const FELL = "/units/Care/Home%20Care/District%20East";
const SILENT = "/units/Care/Home%20Care/District%20West";
const ROSE = "/units/Office/Technology/Applications";

let house;
before(async () => { house = await openHouse({ waves: 18 }); }, { timeout: 300_000 });
after(async () => { await house?.close(); });

/** The adviser's page in a language, on the overview. */
async function adviserIn(lang) {
  const page = await house.visit({ locale: lang });
  await signIn(page, house.base, cast.adviser);
  assert.equal(await page.locator("html").getAttribute("lang"), lang);
  return page;
}

/** The addresses of the units in a list of the overview, without their questions. */
function listed(page, id) {
  return page.locator(`section[aria-labelledby=${id}] .where`).evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
}

for (const lang of ["nl", "en"]) {
  test(`the overview says what stands out, in words, in the order of the tree (${lang})`, async () => {
    const page = await adviserIn(lang);
    const signals = await listed(page, "signals");
    assert.ok(signals.includes(FELL) && signals.includes(SILENT), signals.join(" "));
    assert.deepEqual(signals, [...signals].sort(), "in tree order");
    const text = await page.locator("section[aria-labelledby=signals]").textContent();
    assert.ok(text.includes(said(lang, "signal-silent")) && text.includes(said(lang, "signals-lead")));
    assert.ok(text.includes(said(lang, "signal-amber")) || text.includes(said(lang, "signal-red")));
    // How much is chance stands beside the signals, once for each kind.
    const chance = said(lang, "claim-silent").split("{")[0];
    assert.equal(text.split(chance).length, 2);
    assert.ok(!text.includes("{"), "no gap is left open");
    await checkEverywhere(page, `signals-overview-${lang}`);
    // What asks for nothing stands on a list of its own.
    await page.locator("a[href$='kind=others']").click();
    const others = await page.locator(".where").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
    assert.ok(others.includes(ROSE), others.join(" "));
    assert.deepEqual(others, [...others].sort(), "in tree order");
    await checkEverywhere(page, `signals-others-${lang}`);
    await page.locator(".tabs a").first().click();
    assert.ok(await page.locator(`.where[href^="${FELL}"]`).count() === 1);
    await checkEverywhere(page, `signals-list-${lang}`);
  });

  test(`a unit's page says what stands out, and of a hidden one nothing but silence (${lang})`, async () => {
    const page = await adviserIn(lang);
    await page.locator(`.where[href^="${FELL}"]`).first().click();
    const standing = page.locator("section[aria-labelledby=standing]");
    assert.ok(await standing.locator("dl.items > div").count() >= 4, "the change of the score and of each subject");
    assert.ok((await standing.textContent()).includes(said(lang, "standing-beside")), "beside the other teams");
    assert.equal(await standing.locator("form").count(), 1);
    await checkEverywhere(page, `signals-fell-${lang}`);
    await page.goto(house.base + SILENT);
    assert.equal(await standing.locator(".signal").count(), 1);
    assert.ok((await standing.textContent()).includes(said(lang, "signal-silent")));
    assert.equal(await standing.locator("dl, form").count(), 0, "hidden is hidden");
    await checkEverywhere(page, `signals-silent-${lang}`);
    await page.goto(`${house.base}/units/Care/Home%20Care/Night%20Watch`);
    assert.equal(await standing.count(), 0, "of a hidden unit that is not silent nothing is said");
    await page.goto(`${house.base}/units/Care/Home%20Care`);
    assert.ok((await standing.textContent()).includes(said(lang, "standing-teams")), "departments are not watched");
    await checkEverywhere(page, `signals-department-${lang}`);
    await page.goto(house.base + ROSE);
    assert.equal(await standing.locator("form").count(), 0, "a rise alarms nobody");
    await checkEverywhere(page, `signals-rose-${lang}`);
  });

  test(`it is told how this was computed (${lang})`, async () => {
    const page = await adviserIn(lang);
    await page.locator("main a[href$='/method']").click();
    assert.equal(await page.locator("h1").textContent(), said(lang, "signals-method"));
    assert.equal(await page.locator("tbody tr").count(), 8, "the score and three subjects, in each of two tables");
    await checkEverywhere(page, `signals-method-${lang}`);
    await page.goto(`${house.base}/waves/${house.wave}/method`);
    assert.ok((await page.locator("main").textContent()).includes(said(lang, "method-empty")), "an open wave has nothing yet");
    await checkEverywhere(page, `signals-method-empty-${lang}`);
    assert.equal((await page.goto(`${house.base}/waves/1999-01/method`)).status(), 404);
  });
}

test("a fall is marked as dealt with, and a bad note is met with a sentence and not lost", async () => {
  const page = await adviserIn("en");
  await page.goto(house.base + FELL);
  const field = page.locator("#note");
  const tooLong = `talked with the team ${"again and ".repeat(12)}"again" <b>`;
  await field.evaluate((input) => input.removeAttribute("maxlength"));
  await field.fill(tooLong);
  await send(page);
  assert.match(await page.getByRole("alert").textContent(), /too long: \d+ characters/);
  assert.equal(await field.inputValue(), tooLong);
  await checkEverywhere(page, "signals-note-too-long-en");
  await field.evaluate((input) => input.removeAttribute("required"));
  await field.fill("   ");
  await send(page);
  assert.equal(await page.getByRole("alert").textContent(), said("en", "handling-empty"));

  await field.fill("talked with the team on 12 March");
  await send(page);
  assert.match(new URL(page.url()).pathname, /District%20East$/);
  const standing = page.locator("section[aria-labelledby=standing]");
  const note = standing.locator(".note");
  assert.match(await note.textContent(), /^Noted in \w+ \d{4}: talked with the team on 12 March/);
  assert.ok((await note.textContent()).includes(said("en", "handling-anew")));
  await checkEverywhere(page, "signals-noted-en");
  await page.goto(`${house.base}/language/nl?to=${FELL}`);
  await checkEverywhere(page, "signals-noted-nl");
  await page.goto(`${house.base}/overview`);
  assert.match(await page.locator(".signals .note").textContent(), /talked with the team on 12 March/);
  await checkEverywhere(page, "signals-overview-noted-nl");

  // A later note takes the place of the earlier one.
  await page.goto(house.base + FELL);
  await standing.locator("summary").click();
  assert.equal(await field.inputValue(), "talked with the team on 12 March");
  await field.fill("talked with two teams");
  await send(page);
  assert.equal(await note.count(), 1);
  assert.match(await note.textContent(), /talked with two teams/);
});

test("only the adviser's own form keeps a note, and only beside a fall of the newest wave", async () => {
  const page = await adviserIn("en");
  await page.goto(house.base + FELL);
  const hidden = async (name) => page.locator(`form[action="/handlings"] input[name=${name}]`).getAttribute("value");
  const fields = { wave: await hidden("wave"), unit: await hidden("unit"), note: "tried" };
  const [{ name, value }] = (await page.context().cookies()).filter((cookie) => cookie.name === "session");
  const tries = (change, headers = {}) => post(`${house.base}/handlings`, new URLSearchParams({ ...fields, ...change }).toString(),
    { Cookie: `${name}=${value}`, "Accept-Language": "en", ...headers });
  const nobody = await fetch(`${house.base}/handlings`, {
    method: "POST", redirect: "manual", body: new URLSearchParams(fields),
  });
  assert.deepEqual([nobody.status, nobody.headers.get("location")], [303, "/sign-in"]);
  assert.equal((await tries({}, { Origin: "https://example.org" })).status, 403);
  assert.equal((await tries({ unit: "Care/Nowhere" })).status, 404);
  assert.equal((await tries({ wave: "nonsense" })).status, 404);
  assert.equal((await tries({ wave: house.wave })).status, 404, "an open wave has no signal");
  const earlier = fields.wave.replace(/^\d+/, (year) => Number(year) - 1);
  for (const [change, key] of [[{ wave: earlier }, "handling-moved-on"], [{ unit: "Office/Technology/Applications" }, "handling-no-signal"]]) {
    const reply = await tries(change);
    assert.equal(reply.status, 422);
    const text = await reply.text();
    assert.ok(text.includes(said("en", key)) && text.includes("tried"), key);
  }
  await page.goto(house.base + FELL);
  assert.ok(!(await page.locator("main").textContent()).includes("tried"));
});
