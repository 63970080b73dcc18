// The README's pictures are of what the bot answers now.

import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { LARGEST_BYTES, launch, picture, WORDS_FILE, wordsOnPictures } from "../../demo/pictures.ts";
import { messageOf } from "../../src/errors.ts";

const reason = await launch().then(
  (browser) => browser.close().then(() => ""),
  (error: unknown) => ` (no browser runs here: ${messageOf(error).split("\n")[0]})`,
);

it.skipIf(reason !== "")(`say what is answered; else: npm run pictures${reason}`, async () => {
  expect(await picture({ takes: false })).toEqual(await wordsOnPictures());
});

it("are there in light and dark, and small", async () => {
  const folder = join(WORDS_FILE, "..");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".png"));
  expect(names.toSorted()).toEqual(
    ["discord", "slack", "web"].flatMap((name) => [`${name}-dark.png`, `${name}-light.png`]),
  );
  for (const name of names) expect((await stat(join(folder, name))).size).toBeLessThan(LARGEST_BYTES);
});
