// Takes the picture at the top of README from a demo. Usage: POLSSLAG=target/debug/polsslag node tests/browser/picture.mjs
import { fileURLToPath } from "node:url";
import { openHouse } from "./house.mjs";

const house = await openHouse({ waves: 18 });
try {
  const page = await house.visit({ viewport: { width: 900, height: 860 }, locale: "en" });
  await page.goto(`${house.base}/sign-in`);
  await page.fill("#name", "adviser");
  await page.fill("#password", "four quiet green frogs");
  await page.click("main button");
  await page.waitForURL(/\/overview$/);
  await page.goto(`${house.base}/units/Care/Home%20Care/District%20West`);
  await page.screenshot({ path: fileURLToPath(new URL("pictures/unit.png", import.meta.url)) });
} finally {
  await house.close();
}
