// What visitors do on the pages, for stories that are about something else: choose, send, sign in. Expects nothing.
import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** One point for each statement of team-safety, in its order; with reversed ones turned round the mean is 3. */
export const POINTS = ["2", "3", "4", "2", "3", "2", "3"];
const STATEMENTS = ["voice", "errors", "help", "inclusion", "dissent", "fear", "recognition"];

/** Chooses a point at each statement; `null` leaves one open. */
export async function choose(page, points) {
  for (const [place, point] of points.entries()) {
    if (point !== null) await page.locator("fieldset").nth(place).locator(`input[value="${point}"]`).check();
  }
}

/** Sends what stands on the page, and waits for the page that comes back. */
export async function send(page) {
  await Promise.all([page.waitForEvent("domcontentloaded"), page.locator("main form button").click()]);
}

/** Presses a button and waits for the page that comes back. */
export async function press(page, button) {
  await Promise.all([page.waitForEvent("domcontentloaded"), button.click()]);
}

/** Shows the page that is open in each language, as the same visitor; the last is English. */
export async function inEachLanguage(page, look) {
  const address = new URL(page.url());
  for (const lang of ["nl", "en"]) {
    await page.goto(`${address.origin}/language/${lang}?to=${encodeURIComponent(address.pathname)}`);
    await page.waitForSelector(`html[lang=${lang}]`, { state: "attached" });
    await look(lang);
  }
}

/** An unsealed form, as a browser without scripts would send it. */
export function plainForm(points, comment) {
  const fields = STATEMENTS.map((key, place) => [`a.${key}`, points[place]]).filter(([, point]) => point !== null);
  return new URLSearchParams([...fields, ["comment", comment]]).toString();
}

/** Sends a form without a browser. */
export function post(url, body, headers = {}) {
  const type = { "Content-Type": "application/x-www-form-urlencoded", ...headers };
  return fetch(url, { method: "POST", headers: type, body });
}

/** Gives name and password. */
export async function givePassword(page, base, { name, password }) {
  await page.goto(`${base}/sign-in`);
  await page.fill("#name", name);
  await page.fill("#password", password);
  await page.click("main button");
  await page.waitForURL(/\/sign-in\/(code|enrolment)$/);
}

/**
 * Signs in, and stands where the account belongs. An account without an authenticator gets one on the way: its secret is
 * read from the page, as a person would type it, and kept in `account.secret`.
 */
export async function signIn(page, base, account, landing = /\/overview$/) {
  await givePassword(page, base, account);
  if (page.url().endsWith("/enrolment")) {
    account.secret = await page.locator("code.secret").textContent();
    await page.fill("#code", await nextCode(account));
    await page.click("main form button");
    await page.click(".onward a");
  } else {
    await page.fill("#code", await nextCode(account));
    await page.locator("main form button").first().click();
  }
  await page.waitForURL(landing);
}

/** The code of an authenticator for a time step of thirty seconds (RFC 6238). */
export function codeAt(secret, step) {
  const bits = [...secret.replaceAll(/\s/g, "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"));
  const key = Buffer.from(bits.join("").match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", key).update(counter).digest();
  const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** Steps that were used, by secret: each is taken once, one early or late is taken too. */
const used = new Map();

/** A code that was not used yet; waits for one when need be. */
export async function nextCode({ name, secret }) {
  const account = `${name} ${secret}`;
  for (;;) {
    const now = Math.floor(Date.now() / 30_000);
    const step = Math.max(now - 1, (used.get(account) ?? 0) + 1);
    if (step <= now + 1) {
      used.set(account, step);
      return codeAt(secret, step);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** A sentence of the pages, by its key; those with a gap have it as it stands in the source. */
export function said(lang, key) {
  const folder = fileURLToPath(new URL(`../../src/texts/${lang}/`, import.meta.url));
  const lines = readdirSync(folder).flatMap((file) => readFileSync(`${folder}${file}`, "utf8").split("\n"));
  return lines.find((line) => line.startsWith(`${key} = `)).slice(key.length + 3);
}
