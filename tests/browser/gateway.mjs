// What mail gateways and programs that preview links do to a letter before anybody reads it. Expects nothing.
import { spawnSync } from "node:child_process";

/** As whom they come: Safe Links, its sandbox, Barracuda, Mimecast, Proofpoint, previews of chats, bare programs. */
export const AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0",
  "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0; ms-office; MSOffice 16) like Gecko",
  "Barracuda Sentinel (EE)",
  "BarracudaCentral/1.0 (+http://www.barracudacentral.org)",
  "Mozilla/5.0 (compatible; MimecastURLProtect/1.0)",
  "ProofpointURLDefense/1.0",
  "SkypeUriPreview Preview/0.5",
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "python-requests/2.32.3",
  "",
];

// Another program's way of reading letters than the one that wrote them.
const READER = `
import email, json, re, sys
from email.policy import default
letter = email.message_from_string(sys.stdin.read(), policy=default)
bodies = [part.get_content() for part in letter.walk() if part.get_content_maintype() == "text"]
# Names of formats look like addresses and are none.
bodies = [re.sub(r'xmlns(:\\w+)?="[^"]*"|<!doctype[^>]*>', "", text, flags=re.I) for text in bodies]
found = [url.rstrip(".,") for text in bodies for url in re.findall(r'https?://[^\\s"<>)]+', text)]
unsubscribe = re.findall(r"<(https?:[^>]+)>", letter.get("List-Unsubscribe", ""))
print(json.dumps({"to": letter["To"].addresses[0].addr_spec, "links": sorted(set(found)), "unsubscribe": unsubscribe}))
`;

/** Receiver, addresses in both bodies, and those of `List-Unsubscribe`. */
export function readLetter(text) {
  const read = spawnSync("python3", ["-c", READER], { encoding: "utf8", input: text });
  if (read.status !== 0) throw new Error(read.stderr);
  return JSON.parse(read.stdout);
}

/** One request without a browser, following nothing. */
export async function request(url, { method = "GET", agent = AGENTS[0], headers = {}, body } = {}) {
  const reply = await fetch(url, { method, body, redirect: "manual", headers: { "User-Agent": agent, ...headers } });
  return { url, method, status: reply.status, text: await reply.text(), to: reply.headers.get("location"), cookie: reply.headers.get("set-cookie") };
}

/** What a page names: other pages, styles, scripts, pictures; of its own site only. */
function named({ url, text, to }) {
  const found = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => path.replaceAll("&amp;", "&"));
  return [...found, ...(to ? [to] : [])].map((path) => new URL(path, url)).filter((next) => next.origin === new URL(url).origin)
    .map((next) => next.href);
}

/** HEAD, GET and OPTIONS of an address, and of whatever the page names, and of whatever those name. */
export async function crawl(start, agent, depth = 2) {
  const [seen, replies] = [new Set(), []];
  let layer = [start];
  for (let level = 0; level <= depth; level += 1) {
    const fresh = [...new Set(layer)].filter((url) => !seen.has(url));
    fresh.forEach((url) => seen.add(url));
    const bunch = await Promise.all(fresh.flatMap((url) => ["HEAD", "GET", "OPTIONS"].map((method) => request(url, { method, agent }))));
    replies.push(...bunch);
    layer = bunch.filter(({ method }) => method === "GET").flatMap(named);
  }
  return replies;
}

/** What gateways make of an address: cut, decorated, in capitals, in folders above it. */
export function variants(link) {
  const { origin, pathname } = new URL(link);
  return [
    origin, `${origin}/robots.txt`, `${origin}/favicon.ico`, `${origin}/.well-known/security.txt`, `${origin}/a/`, `${link}/`, `${link}.`,
    `${link}?utm_source=letter&fbclid=1`, `${link}?lang=xx`, `${link}%20`, link.slice(0, -1), `${origin}/${pathname}`,
    `${origin}${pathname.toUpperCase()}`, `${origin}${encodeURI(pathname).replace("/a/", "/a/../a/")}`, `${link}/words`, `${link}/../../`,
  ];
}

/** Asks for a page as browsers do that fetch ahead. */
export const prefetch = (url, agent) => Promise.all([
  request(url, { agent, headers: { Purpose: "prefetch", "X-Moz": "prefetch" } }),
  request(url, { agent, headers: { "Sec-Purpose": "prefetch;prerender" } }),
  request(url, { agent, headers: { Range: "bytes=0-1023" } }),
  request(url, { agent, headers: { "If-None-Match": "*", "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT" } }),
]);

const FORM = "application/x-www-form-urlencoded";

/** Bodies of somebody who pokes at a form that they don't understand. */
const NONSENSE = [
  ["", FORM], ["", undefined], ["a.voice=", FORM], ["a.voice=-", FORM], ["a.voice=test&a.errors=test&comment=test", FORM], ["comment=test", FORM],
  ["a.voice=9999", FORM], ["a.unknown=3", FORM], ["a=3", FORM], ["email=test%40example.org&password=hunter2", FORM], ["%00%ff=%", FORM],
  ["sealed.scores=&sealed.comment=", FORM], ["sealed.scores=AAAA&sealed.comment=AAAA", FORM], [`sealed.scores=${"A".repeat(300)}`, FORM],
  ["{}", "application/json"], ['{"a":{"voice":"3"}}', "application/json"], ["<xml/>", "text/xml"], ["x".repeat(100_000), FORM],
  ['--x\r\nContent-Disposition: form-data; name="comment"\r\n\r\ntest\r\n--x--\r\n', "multipart/form-data; boundary=x"],
];

/** Sends all of them, and methods that nobody has for a page. */
export async function poke(url, agent) {
  const posts = NONSENSE.map(([body, type]) => request(url, { method: "POST", agent, body, headers: type ? { "Content-Type": type } : {} }));
  const others = ["PUT", "DELETE", "PATCH", "PROPFIND"].map((method) => request(url, { method, agent, body: "x" }));
  return Promise.all([...posts, ...others]);
}

/** Each form of the page that is open: where it goes, how, and what stands in it before anybody touches it. */
const forms = (page) => page.evaluate(() => [...document.forms].map((form) => ({
  action: form.action, method: form.method.toUpperCase(),
  // As no button was pressed, and as each was.
  ways: [null, ...form.querySelectorAll("button")].map((button) => [...new FormData(form, button)].filter(([, value]) => typeof value === "string")),
})));

/** Sends each form of a page without a browser: as it stands, without its fields, and as an address. */
export async function submitByHand(page, url, agent) {
  await page.goto(url);
  const all = (await forms(page)).flatMap(({ ways, ...form }) => ways.map((fields) => ({ ...form, fields })));
  const sent = all.flatMap(({ action, method, fields }) => {
    const address = new URL(action);
    for (const [name, value] of fields) address.searchParams.append(name, value);
    const post = (body) => request(action, { method: "POST", agent, body, headers: { "Content-Type": FORM } });
    return [...(method === "POST" ? [post(new URLSearchParams(fields).toString()), post("")] : []), request(address.href, { agent })];
  });
  return Promise.all(sent);
}

/** The page is open in a browser: it is looked at, scrolled, and everything that can be pressed is pressed, one after the other. */
export async function pressEverything(page, url) {
  const statuses = [];
  page.on("response", (reply) => statuses.push({ url: reply.url(), method: reply.request().method(), status: reply.status() }));
  page.on("dialog", (dialog) => dialog.accept());
  const open = async () => {
    await page.goto(url, { waitUntil: "load" });
    await page.mouse.wheel(0, 5_000);
  };
  await open();
  const count = await page.locator("a[href], button, input[type=submit], summary").count();
  for (let place = 0; place < count; place += 1) {
    await open();
    await page.locator("a[href], button, input[type=submit], summary").nth(place).click({ timeout: 2_000, noWaitAfter: true }).catch(() => {});
    await page.waitForTimeout(150);
    await page.waitForLoadState("load");
  }
  for (const way of ["requestSubmit", "submit"]) {
    await open();
    const all = await page.evaluate(() => document.forms.length);
    for (let place = 0; place < all; place += 1) {
      await open();
      await page.evaluate(([n, name]) => document.forms[n][name](), [place, way]).catch(() => {});
      await page.waitForTimeout(150);
      await page.waitForLoadState("load");
    }
  }
  return statuses;
}
