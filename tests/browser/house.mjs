// Makes an installation with the real program, serves it on a free port and opens Chromium. Knows no page.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:net";
import { chromium } from "playwright-core";

const program = process.env.POLSSLAG ?? fail("POLSSLAG must name the program to test");
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** A personal link. */
const LINK = /\/a\/[a-z2-7]{26}/;

/** The adviser of the house of one team, in whose `secret` the first sign-in keeps that of the authenticator. */
export const newAccount = () => ({ name: "ada", password: "four quiet green frogs" });

/** Who may sign in at the demo. */
const secret = "POLS SLAG DEMO FORE VERY BODY TOSE EQQQ";
export const cast = {
  adviser: { name: "adviser", password: "four quiet green frogs", secret },
  manager: { name: "manager", password: "three slow brown bears", secret },
  administrator: { name: "administrator", password: "seven small blue birds", secret },
};

// Node.js 20 has no SQLite of its own.
const READER = `
import json, sqlite3, sys
db = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
tables = sorted(name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
read = lambda table: sorted([v.hex() if isinstance(v, bytes) else v for v in row] for row in db.execute(f'SELECT * FROM "{table}"'))
print(json.dumps({table: read(table) for table in tables}, default=str))
`;

function fail(sentence) {
  throw new Error(sentence);
}

/** A port that is free now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Runs the program; `lines` are its standard input. */
function run(dir, args, { lines = [], env = {} } = {}) {
  const input = lines.map((line) => `${line}\n`).join("");
  const options = { encoding: "utf8", timeout: 300_000, input, env: { ...process.env, ...env } };
  const done = spawnSync(program, [...args, "--dir", dir], options);
  if (done.status !== 0) fail(`polsslag ${args.join(" ")}: ${done.stderr}`);
  return done.stdout;
}

/** A served demo with a browser. */
export function openHouse({ waves = 4 } = {}) {
  return open({}, (dir, port) => run(dir, ["demo", "--waves", String(waves), "--port", String(port), "--no-serve"]));
}

/**
 * A served installation with a browser and an open wave: twelve people in Care/Team A, and nothing answered.
 * `passphrases` of the adviser and the deputy take the place of the key file. With `ended` the wave was open until
 * yesterday, by the database: nobody sets the program's clock. With `guide: false` nobody
 * has written a conversation guide. `configure` changes the configuration before anything is done with it, `env` is the
 * environment of the server.
 */
export function openTeamHouse({
  passphrases, ended = false, guide = true, configure = (text) => text, env = {}, browserArgs = [], host = "127.0.0.1",
} = {}) {
  return open(env, (dir, port) => {
    run(dir, ["init", "--organisation", "Testers", "--base-url", `http://${host}:${port}`]);
    const file = join(dir, "polsslag.toml");
    let configuration = readFileSync(file, "utf8").replace("port = 8000", `port = ${port}`);
    if (passphrases) configuration = configuration.replace('custody = "file"', 'custody = "passphrase"');
    writeFileSync(file, configure(configuration));
    if (!guide) rmSync(join(dir, "surveys", "team-safety.guide.toml"));
    if (passphrases) {
      run(dir, ["keys", "passphrase", "adviser"], { lines: [passphrases.adviser] });
      run(dir, ["keys", "passphrase", "deputy"], { lines: [passphrases.adviser, passphrases.deputy] });
    }
    const people = Array.from({ length: 12 }, (_, n) => `p${n},p${n}@example.org,Care/Team A,${n % 2 ? "nl" : "en"}`);
    const roster = join(dir, "roster.csv");
    writeFileSync(roster, ["person,email,unit,language", ...people, ""].join("\n"));
    run(dir, ["people", "import", roster]);
    const { name, password } = newAccount();
    run(dir, ["account", "add", name, "--email", "ada@example.org", "--role", "adviser"], { lines: [password] });
    const closes = new Date(Date.now() + 14 * 24 * 3_600_000).toISOString().slice(0, 10);
    run(dir, ["wave", "open", "--survey", "team-safety", "--closes", closes]);
    if (ended) endYesterday(dir);
  }, { browserArgs, host });
}

/** Moves the only wave into the past. */
function endYesterday(dir) {
  const past = "UPDATE wave SET opens = date('now', '-2 days'), closes = date('now', '-1 day'), ends = strftime('%s', 'now') - 1";
  const script = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute(sys.argv[2]); db.commit()";
  const done = spawnSync("python3", ["-c", script, join(dir, "polsslag.db"), past], { encoding: "utf8" });
  if (done.status !== 0) fail(`the wave can't be moved: ${done.stderr}`);
}

/** Makes an installation with `found` and serves it. */
async function open(env, found, { browserArgs = [], host = "127.0.0.1" } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "polsslag-browser-"));
  const dir = join(folder, "house");
  const port = await freePort();
  found(dir, port);
  const server = spawn(program, ["serve", "--dir", dir], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...env } });
  await new Promise((resolve, reject) => {
    server.stdout.once("data", resolve);
    server.once("exit", (code) => reject(new Error(`the server stopped with ${code}`)));
  });
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", ...browserArgs],
  });
  const letters = readdirSync(join(dir, "letters"), { recursive: true })
    .filter((name) => name.endsWith(".eml")).map((name) => readFileSync(join(dir, "letters", name), "utf8"))
    // Letters about results are for nobody in particular.
    .filter((text) => LINK.test(text));
  return {
    base: `http://${host}:${port}`,
    /** Letters in a folder of the letters, as they come, oldest first. */
    lettersIn(kind) {
      const letters = join(dir, "letters", kind);
      const files = existsSync(letters) ? readdirSync(letters).filter((name) => name.endsWith(".eml")) : [];
      const dated = files.map((name) => ({ path: join(letters, name), at: statSync(join(letters, name)).mtimeMs }));
      return dated.sort((a, b) => a.at - b.at).map(({ path }) => readFileSync(path, "utf8"));
    },
    /** Letters about accounts, as they come, oldest first. */
    accountLetters() {
      return this.lettersIn("accounts");
    },
    /** One personal link for each letter, as a path. */
    links: letters.map((text) => text.match(LINK)[0]),
    letters,
    /** The label of the open wave. */
    wave: run(dir, ["wave", "list"], { env }).split("\n").find((line) => / open; /.test(line)).split(" ")[0],
    /** Every table of the database with its rows, sorted. */
    kept() {
      const read = spawnSync("python3", ["-c", READER, join(dir, "polsslag.db")], { encoding: "utf8", maxBuffer: 1 << 28 });
      return read.status === 0 ? JSON.parse(read.stdout) : fail(read.stderr);
    },
    /** What a command says. */
    run: (...args) => run(dir, args, { env }),
    /** The same for a command that reads `lines`. */
    runWith: (lines, ...args) => run(dir, args, { lines, env }),
    /** A page of its own visitor. */
    async visit(options = {}) {
      const context = await browser.newContext({ viewport: { width: 320, height: 700 }, ...options });
      return context.newPage();
    },
    async close() {
      await browser.close();
      server.kill("SIGTERM");
      await new Promise((resolve) => server.once("exit", resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
