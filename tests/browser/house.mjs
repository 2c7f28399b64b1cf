// Makes a small demo with the real program, serves it on a free port and opens Chromium. Knows no page.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:net";
import { chromium } from "playwright-core";

const program = process.env.POLSSLAG ?? fail("POLSSLAG must name the program to test");
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

function fail(sentence) {
  throw new Error(sentence);
}

/** A port that is free now. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** A served demo with a browser: `base`, `links` (one personal link for each letter), `visit`, `close`. */
export async function openHouse({ waves = 4 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "polsslag-browser-"));
  const dir = join(folder, "demo");
  const port = await freePort();
  const made = spawnSync(
    program,
    ["demo", "--dir", dir, "--waves", String(waves), "--port", String(port), "--no-serve"],
    { encoding: "utf8", timeout: 300_000 },
  );
  if (made.status !== 0) fail(`the demo could not be made: ${made.stderr}`);
  const server = spawn(program, ["serve", "--dir", dir], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve, reject) => {
    server.stdout.once("data", resolve);
    server.once("exit", (code) => reject(new Error(`the server stopped with ${code}`)));
  });
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  const letters = readdirSync(join(dir, "letters"), { recursive: true })
    .filter((name) => name.endsWith(".eml")).map((name) => readFileSync(join(dir, "letters", name), "utf8"));
  return {
    base: `http://127.0.0.1:${port}`,
    links: letters.map((text) => text.match(/\/a\/[a-z2-7]{26}/)[0]),
    letters,
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
