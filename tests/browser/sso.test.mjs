// Stories of single sign-on: from our button to a real provider, and back into the room or to a page that says why not.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { checkEverywhere } from "./checks.mjs";
import { freePort, openTeamHouse } from "./house.mjs";
import { certify, client, openProvider, signInThere } from "./provider.mjs";
import { said } from "./steps.mjs";

/** The adviser of the house of one team. */
const ada = { name: "ada", email: "ada@example.org" };
let house, port, provider;

before(async () => {
  port = await freePort();
  house = await openTeamHouse({ configure: offer(`http://localhost:${port}`) });
}, { timeout: 300_000 });
after(async () => {
  await provider?.close();
  await house?.close();
});

/** Puts a provider into a configuration. */
function offer(issuer) {
  const section = `[sign_in.openid]
issuer = "${issuer}"
client_id = "${client.id}"
client_secret = "${client.secret}"
adviser = true
`;
  return (text) => text.replace("[paths]", `${section}\n[paths]`);
}

/** Goes to the provider by the button. */
async function leave(locale) {
  const page = await house.visit({ locale });
  await page.goto(`${house.base}/sign-in`);
  await page.click("main a.button");
  return page;
}

test("while the provider is away, the button leads to a page that says so", async () => {
  for (const lang of ["nl", "en"]) {
    const page = await house.visit({ locale: lang });
    await page.goto(`${house.base}/sign-in`);
    assert.equal(await page.locator("main a.button").innerText(), said(lang, "openid-button"));
    await checkEverywhere(page, `sign-in-openid-${lang}`);
    await page.click("main a.button");
    assert.equal(await page.locator("h1").innerText(), said(lang, "openid-away-title"));
    await checkEverywhere(page, `openid-away-${lang}`);
    await page.click("main a.button");
    assert.match(page.url(), /\/sign-in$/);
  }
});

test("the adviser comes in from the provider's page, by the button and without a password", async () => {
  provider = await openProvider(port, `${house.base}/sign-in/openid/callback`);
  // A provider that did not answer is left alone for a few seconds.
  await pause(5_500);
  for (const visit of ["the first time", "known by now"]) {
    const page = await leave("en");
    assert.equal(new URL(page.url()).origin, `http://localhost:${port}`, visit);
    await signInThere(page, ada.email);
    await page.waitForURL(`${house.base}/overview`);
    assert.equal(await page.locator("header form a").innerText(), ada.name);
    const cookies = (await page.context().cookies(house.base)).map(({ name }) => name);
    assert.ok(cookies.includes("session") && !cookies.includes("openid"), "nothing of the way is left");
    await page.click("header form button");
    assert.match(page.url(), /\/sign-in$/);
  }
});

test("whoever has no account here is told whom to ask", async () => {
  for (const lang of ["nl", "en"]) {
    const page = await leave(lang);
    await signInThere(page, "bo@example.org");
    await page.waitForURL(/\/sign-in\/openid\/callback\?/);
    assert.equal(await page.locator("h1").innerText(), said(lang, "openid-refused-title"));
    assert.ok((await page.locator("main").innerText()).includes(said(lang, "openid-refused-account")));
    await checkEverywhere(page, `openid-refused-${lang}`);
    await page.goto(`${house.base}/overview`);
    assert.match(page.url(), /\/sign-in$/);
  }
});

test("whoever breaks off at the provider can try again", async () => {
  const page = await leave("en");
  await page.click("a[href$='/abort']");
  await page.waitForURL(/\/sign-in\/openid\/callback\?/);
  assert.equal(await page.locator("h1").innerText(), said("en", "openid-refused-title"));
  assert.ok(!(await page.content()).includes("End-User aborted interaction"), "nothing that the provider says");
  await page.click("main a.button");
  await page.click("main a.button");
  assert.equal(new URL(page.url()).origin, `http://localhost:${port}`);
});

test("over https, an organisation's own authority is believed where the machine knows it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "polsslag-authority-"));
  const safePort = await freePort();
  const issuer = `https://localhost:${safePort}`;
  const certificate = certify(folder);
  let there;
  try {
    there = await openProvider(safePort, "https://pulse.example.org/sign-in/openid/callback", certificate);
    for (const [env, status] of [[{}, 503], [{ SSL_CERT_FILE: certificate.cert }, 303]]) {
      const other = await openTeamHouse({ env, configure: offer(issuer) });
      const answer = await fetch(`${other.base}/sign-in/openid`, { redirect: "manual" });
      await other.close();
      assert.equal(answer.status, status);
      if (status === 303) assert.ok(answer.headers.get("location").startsWith(`${issuer}/auth?`));
    }
  } finally {
    await there?.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
