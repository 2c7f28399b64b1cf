// Stories of mail gateways that open every link and press every button of real letters before people read them: nothing
// may be used up by it, and nothing may count. Does not know what an answer says.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AGENTS, crawl, poke, prefetch, pressEverything, readLetter, submitByHand, variants } from "./gateway.mjs";
import { openTeamHouse } from "./house.mjs";
import { choose, plainForm, POINTS, post, said, send } from "./steps.mjs";

const WAIT = { timeout: 300_000 };

let house, letters, untouched;
before(async () => {
  house = await openTeamHouse();
  letters = house.letters.map(readLetter);
  // The server makes itself a key when the first form comes, whatever is in it.
  await post(personal(letters[0]), "");
  untouched = house.kept();
}, { timeout: 120_000 });
after(async () => { await house?.close(); });

/** The personal link of a letter. */
const personal = ({ links }) => links.find((link) => new URL(link).pathname.startsWith("/a/"));

/** Whatever a program does, the server neither breaks nor gives it something to remember. */
function calm(replies) {
  for (const { url, method, status, cookie } of replies) {
    const path = new URL(url).pathname.replace(/[a-z2-7]{26,}/, "...");
    assert.ok(status < 500 || status === 501, `${method} ${path}: ${status}`);
    assert.ok(!cookie, `${method} ${path} set a cookie`);
  }
}

/** Nothing in the database is another than before. */
function nothingChanged(since, who) {
  const now = house.kept();
  assert.deepEqual(Object.keys(now), Object.keys(since), who);
  for (const table of Object.keys(now)) assert.deepEqual(now[table], since[table], `${who} changed the table ${table}`);
}

/** Everything that gateways do to one letter; gives every reply. */
async function scan(letter, agents) {
  const all = [];
  const take = (replies) => {
    calm(replies);
    all.push(...replies);
  };
  for (const link of [...letter.links, ...letter.unsubscribe]) {
    for (const agent of agents) {
      take(await crawl(link, agent));
      take(await prefetch(link, agent));
    }
    take(await Promise.all(variants(link).map((url) => crawl(url, agents[0], 0))).then((all) => all.flat()));
    take(await poke(link, agents[0]));
    for (const javaScriptEnabled of [false, true]) {
      const page = await house.visit({ javaScriptEnabled, userAgent: agents[0] });
      take(await submitByHand(page, link, agents[0]));
      take(await pressEverything(page, link));
      assert.deepEqual(await page.context().cookies(), []);
      await page.context().close();
    }
  }
  return all;
}

/** Answers as a person does, on the page that a scanner may have been on. */
async function answer(link) {
  const page = await house.visit();
  await page.goto(link);
  assert.equal(await page.locator("input:checked").count(), 0, "nothing is chosen beforehand");
  await choose(page, POINTS);
  await send(page);
  assert.equal(await page.locator("fieldset").count(), 0, "the answer was taken");
  await page.context().close();
}

const ballots = () => Object.entries(house.kept()).find(([table]) => table.startsWith("ballot_"))[1];

test("letters name a few addresses of this house, and none of anybody else", () => {
  assert.equal(letters.length, 12);
  for (const { to, links, unsubscribe } of letters) {
    assert.match(to, /^p\d+@example\.org$/);
    assert.ok(personal({ links }), "a personal link");
    for (const link of [...links, ...unsubscribe]) assert.equal(new URL(link).origin, house.base);
  }
});

test("gateways of every kind follow every link, and nothing changes", WAIT, async () => {
  const replies = await scan(letters[0], AGENTS);
  await scan(letters[1], AGENTS.slice(0, 2));
  // It would prove nothing if no button had been found, no form sent and no script run.
  for (const [method, status] of [["GET", 200], ["HEAD", 200], ["POST", 422], ["POST", 404]]) {
    assert.ok(replies.some((reply) => reply.method === method && reply.status === status), `${method} ${status}`);
  }
  assert.ok(replies.some(({ url }) => url.endsWith("/seal.js")) && replies.some(({ url }) => url.includes("/protection")));
  nothingChanged(untouched, "a gateway");
});

test("all letters are scanned at once, twice, and nothing changes", WAIT, async () => {
  const twice = [...letters, ...letters].flatMap(({ links, unsubscribe }) => [...links, ...unsubscribe]);
  calm((await Promise.all(twice.map((link) => crawl(link, AGENTS[0], 1)))).flat());
  nothingChanged(untouched, "many gateways");
});

test("a program that presses the button is told that nothing was chosen, with scripts and without", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await house.visit({ javaScriptEnabled });
    await page.goto(`${personal(letters[2])}?lang=en`);
    await page.locator("main form button").click();
    await page.getByRole("alert").waitFor();
    assert.equal(await page.getByRole("alert").textContent(), said("en", "answer-empty"));
    await page.context().close();
  }
});

test("six people answer by links that were scanned; scanners that come later leave their answers as they are", WAIT, async () => {
  const people = letters.slice(0, 6);
  for (const letter of people) await answer(personal(letter));
  assert.equal(ballots().length, 6);
  const answered = house.kept();
  await scan(people[0], AGENTS.slice(0, 2));
  const later = letters.flatMap(({ links, unsubscribe }) => [...links, ...unsubscribe]);
  for (const link of later) calm([...(await crawl(link, AGENTS[1], 0)), ...(await poke(link, AGENTS[1]))]);
  nothingChanged(answered, "a gateway that comes after the answer");
});

test("while gateways scan, people answer, and change what they answered", async () => {
  const link = personal(letters[5]);
  const before = ballots();
  const [replies] = await Promise.all([
    Promise.all(AGENTS.map((agent) => crawl(link, agent, 1))),
    Promise.all(AGENTS.map((agent) => poke(link, agent))),
    post(link, plainForm(["5", "5", "5", "5", "5", "5", "5"], "")).then(({ status }) => assert.equal(status, 200)),
  ]);
  calm(replies.flat());
  const now = ballots();
  assert.equal(now.length, 6);
  const ids = (rows) => rows.map(([id]) => id);
  assert.deepEqual(ids(now), ids(before));
  assert.equal(now.filter((row, place) => row[1] !== before[place][1]).length, 1, "one answer is another one");
});

test("what was published is what six people said, and gateways change nothing about it", WAIT, async () => {
  house.run("wave", "close", "--early");
  const { waves } = JSON.parse(house.run("export", "--format", "json"));
  const team = waves[0].units.find(({ unit }) => unit === "Care/Team A");
  // Twelve were invited and scanned; a band of six people ends before twelve.
  assert.ok(team.answered.from <= 6 && team.answered.to < 12, JSON.stringify(team.answered));
  house.run("wave", "release", "--wave", house.wave);
  const released = house.kept();
  const results = house.lettersIn(`results/${house.wave}`).map(readLetter);
  assert.equal(results.length, 12);
  await scan(results[0], AGENTS);
  for (const letter of letters.slice(0, 3)) await scan(letter, AGENTS.slice(0, 1));
  nothingChanged(released, "a gateway that comes after the release");
});
