import { existsSync } from "node:fs";

import { type Browser, chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * @param path the program, as CHROMIUM names it; where distributions put it if that is undefined
 * @throws Error when there is no Chromium
 */
export async function launchChromium(path: string | undefined): Promise<Browser> {
  const executablePath = [path, ...places].find((place) => place !== undefined && existsSync(place));
  if (executablePath === undefined)
    throw new Error("There is no Chromium: apt-get install chromium, or say in CHROMIUM where one is.");
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}
