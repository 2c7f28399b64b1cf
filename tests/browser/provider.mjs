// A real provider of single sign-on on loopback: oidc-provider, which is certified by the OpenID Foundation. Whoever
// signs in there is believed to be who they say. Knows no page of ours.
import { once } from "node:events";
import Provider from "oidc-provider";

export const client = { id: "polsslag", secret: "a secret between the two of us, for this story only" };

/** Serves a provider for people who come from, and go back to, `callback`. It has another site than the house. */
export async function openProvider(port, callback) {
  const provider = new Provider(`http://localhost:${port}`, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [callback] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    // The address is told at the endpoint for users, as the standard has it; the token names a subject only.
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: id, email_verified: true }) }),
    cookies: { keys: ["for this story only"] },
  });
  const server = provider.listen(port, "127.0.0.1");
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
