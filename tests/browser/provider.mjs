// A real provider of single sign-on on loopback: oidc-provider, which is certified by the OpenID Foundation. Whoever
// signs in there is believed to be who they say. Knows no page of ours.
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import Provider from "oidc-provider";

export const client = { id: "polsslag", secret: "a secret between the two of us, for this story only" };

/** A certificate for localhost in `folder`, from an authority that nobody knows: itself. */
export function certify(folder) {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
    "-subj", "/CN=Authority of one story", "-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE", "-keyout", key, "-out", cert];
  const done = spawnSync("openssl", words, { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`openssl made no certificate: ${done.error ?? done.stderr}`);
  return { key, cert };
}

/**
 * Serves a provider for people who come from, and go back to, `callback`. It has another site than the house. With a
 * `certificate` it speaks https.
 */
export async function openProvider(port, callback, certificate) {
  const provider = new Provider(`${certificate ? "https" : "http"}://localhost:${port}`, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [callback] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    // The address is told at the endpoint for users, as the standard has it; the token names a subject only.
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: id, email_verified: true }) }),
    cookies: { keys: ["for this story only"] },
  });
  const keys = certificate && { key: readFileSync(certificate.key), cert: readFileSync(certificate.cert) };
  const server = keys ? createServer(keys, provider.callback()).listen(port, "127.0.0.1") : provider.listen(port, "127.0.0.1");
  await once(server, "listening");
  return { close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }) };
}

/** Signs in on the provider's page, and agrees that it tells the address; ends wherever that leads. */
export async function signInThere(page, login) {
  await page.fill("input[name=login]", login);
  await page.fill("input[name=password]", "anything");
  await page.click("button[type=submit]");
  await page.waitForSelector("input[name=prompt][value=consent]", { state: "attached" });
  await page.click("button[type=submit]");
}
