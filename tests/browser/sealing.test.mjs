// Stories of an answer on its way to the server: sealed in the browser, or on arrival. Does not know what it adds up to.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkEverywhere } from "./checks.mjs";
import { openTeamHouse } from "./house.mjs";
import { choose, plainForm, POINTS, post, said, send } from "./steps.mjs";

const CANARY = "Zeldzame kanarie? Vliegt & fluit";
/** 600 characters that fit the field, and 1800 bytes that do not fit the seal. */
const TOO_MANY_BYTES = "é€😀".repeat(200);

let house;
before(async () => { house = await openTeamHouse(); }, { timeout: 120_000 });
after(async () => { await house?.close(); });

/** All ways in which a text could show through a body. */
function disguises(text) {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64").replace(/=+$/, "");
    // The characters at both ends depend on the neighbours.
    return encoded.slice(shift ? 4 : 0, -3);
  });
  const url = base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  const query = new URLSearchParams({ x: text }).toString().slice(2);
  return [text, text.split(" ")[1], encodeURIComponent(text), query, bytes.toString("hex"), ...base64, ...url];
}

/** Answers with scripts; the body that was sent, and what else the page did. */
async function answer(link, lang, points, comment) {
  const page = await house.visit();
  const [bodies, addresses] = [[], []];
  page.context().on("request", (request) => {
    addresses.push(request.url());
    if (request.method() === "POST") bodies.push(request.postData());
  });
  await page.goto(`${house.base}${link}?lang=${lang}`);
  await choose(page, points);
  await page.fill("#comment", comment);
  const sealing = (await page.locator("#sealing").textContent()).trim();
  await send(page);
  assert.equal(bodies.length, 1, "one request was sent");
  return { page, sealing, body: bodies[0], addresses };
}

test("what a known way of writing hides is looked for in the right forms", () => {
  for (let shift = 0; shift < 3; shift += 1) {
    const body = Buffer.concat([Buffer.alloc(shift, 7), Buffer.from(CANARY), Buffer.from("~~~")]);
    for (const encoding of ["base64", "base64url"]) {
      assert.ok(disguises(CANARY).some((form) => body.toString(encoding).includes(form)), `${encoding} ${shift}`);
    }
  }
  const plain = plainForm(POINTS, CANARY);
  assert.ok(disguises(CANARY).some((form) => plain.includes(form)));
});

for (const lang of ["nl", "en"]) {
  test(`answers are sealed in the browser, and nothing shows through (${lang})`, async () => {
    const { page, sealing, body, addresses } = await answer(house.links[0], lang, POINTS, `${CANARY} ${CANARY}`);
    assert.equal(sealing, said(lang, "answer-sealed-here"));
    assert.deepEqual([...new URLSearchParams(body).keys()], ["sealed.scores", "sealed.comment"]);
    for (const form of disguises(CANARY)) assert.ok(!body.includes(form), `the comment shows as ${form}`);
    assert.ok(!body.includes("a."), "no field of an answer");
    assert.equal((await page.locator("p.lead").textContent()).trim(), said(lang, "thanks-kept-browser"));
    assert.deepEqual(await page.context().cookies(), [], "answer pages set no cookie");
    assert.deepEqual(addresses.filter((url) => !url.startsWith(`${house.base}/`)), [], "nothing from elsewhere");
    await page.context().close();
  });

  test(`without scripts the server seals on arrival, and says so (${lang})`, async () => {
    const page = await house.visit({ javaScriptEnabled: false });
    const statuses = [];
    page.on("response", (response) => { if (response.request().method() === "POST") statuses.push(response.status()); });
    await page.goto(`${house.base}${house.links[1]}?lang=${lang}`);
    assert.equal((await page.locator("#sealing").textContent()).trim(), said(lang, "answer-sealed-there"));
    await send(page);
    assert.equal(await page.locator("[role=alert]").textContent(), said(lang, "answer-empty"));
    await choose(page, ["4", null, "-", null, null, null, "1"]);
    await page.fill("#comment", TOO_MANY_BYTES);
    await send(page);
    assert.equal(await page.locator("[role=alert]").textContent(), said(lang, "answer-long-comment"));
    assert.equal(await page.inputValue("#comment"), TOO_MANY_BYTES, "the words are still there");
    const chosen = await page.locator("input:checked").evaluateAll((all) => all.map((one) => [one.name, one.value]));
    assert.deepEqual(chosen, [["a.voice", "4"], ["a.help", "-"], ["a.recognition", "1"]]);
    await page.fill("#comment", CANARY);
    await send(page);
    assert.equal((await page.locator("p.lead").textContent()).trim(), said(lang, "thanks-kept-server"));
    assert.deepEqual(statuses, [422, 422, 200]);
    assert.deepEqual(await page.context().cookies(), []);
    await page.context().close();
  });

  test(`an empty sheet or a comment too long is not sent, and the page says why (${lang})`, async () => {
    const page = await house.visit();
    const sent = [];
    page.on("request", (request) => { if (request.method() === "POST") sent.push(request.url()); });
    await page.goto(`${house.base}${house.links[2]}?lang=${lang}`);
    const alert = page.getByRole("alert");
    assert.equal(await alert.count(), 0, "nothing is wrong yet");
    await page.locator("main form button").click();
    await alert.waitFor({ timeout: 5_000 });
    assert.equal(await alert.textContent(), said(lang, "answer-empty"));
    assert.ok(await page.locator("#complaint").evaluate((place) => {
      const { top, bottom } = place.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }), "the complaint is on the screen");
    await checkEverywhere(page, `answer-complaint-${lang}`);
    await page.fill("#comment", CANARY);
    await choose(page, ["-", null, null, null, null, null, null]);
    await page.locator("main form button").click();
    await page.fill("#comment", TOO_MANY_BYTES);
    await choose(page, ["5", null, null, null, null, null, null]);
    await page.locator("main form button").click();
    await page.waitForFunction((sentence) => document.getElementById("complaint").textContent === sentence, said(lang, "answer-long-comment"));
    await page.waitForTimeout(300);
    assert.deepEqual(sent, [], "nothing was sent");
    await page.fill("#comment", "é€😀");
    await send(page);
    assert.equal(sent.length, 1);
    assert.equal((await page.locator("p.lead").textContent()).trim(), said(lang, "thanks-kept-browser"));
    await checkEverywhere(page, `thanks-browser-${lang}`);
    await page.context().close();
  });
}

test("a comment longer than the field takes comes back with everything that was chosen", async () => {
  const long = "<b>kort</b> & lang ".repeat(60);
  const reply = await post(`${house.base}${house.links[7]}?lang=nl`, plainForm(POINTS, long));
  assert.equal(reply.status, 422);
  const page = await house.visit({ javaScriptEnabled: false });
  await page.setContent(await reply.text());
  assert.equal(await page.getByRole("alert").textContent(), said("nl", "answer-long-comment"));
  assert.equal(await page.inputValue("#comment"), long);
  assert.deepEqual(await page.locator("input:checked").evaluateAll((all) => all.map((one) => one.value)), POINTS);
  await page.context().close();
});

test("the length of what is sent tells nothing", async () => {
  const { body: much } = await answer(house.links[3], "nl", POINTS, "x".repeat(1000));
  const { body: little } = await answer(house.links[3], "nl", [null, null, "1", null, null, null, null], "");
  assert.notEqual(much, little);
  assert.equal(much.length, little.length);
  for (const name of ["sealed.scores", "sealed.comment"]) {
    const lengths = [much, little].map((body) => new URLSearchParams(body).get(name).length);
    assert.equal(lengths[0], lengths[1], name);
  }
});

test("what is sealed for one link is of no use at another, and not when it was changed", async () => {
  const headers = { "Accept-Language": "en" };
  const [mine, other] = [house.links[5], house.links[6]].map((link) => `${house.base}${link}?lang=en`);
  const { body } = await answer(house.links[5], "en", POINTS, CANARY);
  const unknown = await post(`${house.base}/a/aaaaaaaaaaaaaaaaaaaaaaaaaa`, body, headers);
  assert.equal(unknown.status, 404);
  const page = await unknown.text();
  assert.ok(page.includes("/style.css") && !page.includes("<form"), "a whole page, and no form");
  const changed = (name, change) => {
    const fields = new URLSearchParams(body);
    fields.set(name, change(fields.get(name)));
    return fields.toString();
  };
  const flip = (at) => (text) => text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
  const fields = new URLSearchParams(body);
  const swapped = new URLSearchParams([["sealed.scores", fields.get("sealed.comment")], ["sealed.comment", fields.get("sealed.scores")]]);
  for (const [what, url, tried] of [
    ["another link", other, body],
    ["the check changed", mine, changed("sealed.scores", flip(3))],
    ["the key changed", mine, changed("sealed.scores", flip(50))],
    ["a score changed", mine, changed("sealed.scores", flip(130))],
    ["the comment changed", mine, changed("sealed.comment", flip(700))],
    ["cut short", mine, changed("sealed.scores", (text) => text.slice(0, -4))],
    ["empty scores", mine, changed("sealed.scores", () => "")],
    ["empty comment", mine, changed("sealed.comment", () => "")],
    ["scores and comment swapped", mine, swapped.toString()],
  ]) {
    const reply = await post(url, tried, headers);
    assert.equal(reply.status, 404, what);
    assert.equal(await reply.text(), page, what);
  }
  const good = await post(mine, body, headers);
  assert.equal(good.status, 200, "as it was sealed, for its own link");
});
