// Takes the picture at the top of README from a demo. Usage: POLSSLAG=target/debug/polsslag node tests/browser/picture.mjs
import { fileURLToPath } from "node:url";
import { cast, openHouse } from "./house.mjs";
import { signIn } from "./steps.mjs";

const house = await openHouse({ waves: 18 });
try {
  const page = await house.visit({ viewport: { width: 900, height: 860 }, locale: "en" });
  await signIn(page, house.base, cast.adviser);
  await page.goto(`${house.base}/units/Care/Home%20Care/District%20West`);
  await page.screenshot({ path: fileURLToPath(new URL("pictures/unit.png", import.meta.url)) });
} finally {
  await house.close();
}
