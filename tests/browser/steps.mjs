// What visitors do on the pages, for stories that are about something else: choose, send, sign in. Expects nothing.
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

/** Signs in and stands on the overview. */
export async function signIn(page, base, { name, password }) {
  await page.goto(`${base}/sign-in`);
  await page.fill("#name", name);
  await page.fill("#password", password);
  await page.click("main button");
  await page.waitForURL(/\/overview$/);
}

/** A sentence of the pages, by its key; those with a gap have it as it stands in the source. */
export function said(lang, key) {
  const folder = fileURLToPath(new URL(`../../src/texts/${lang}/`, import.meta.url));
  const lines = readdirSync(folder).flatMap((file) => readFileSync(`${folder}${file}`, "utf8").split("\n"));
  return lines.find((line) => line.startsWith(`${key} = `)).slice(key.length + 3);
}
