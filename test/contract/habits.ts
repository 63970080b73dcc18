// What an answer can become on every platform: feedback, a digest, a question that is kept.

import { afterEach, beforeEach, expect, it } from "vitest";
import { buttonOf, textOf } from "./asking.ts";
import type { Answer, Driver, PlatformUnderTest, RawValues, ShownButton } from "./driver.ts";
import { hostOf } from "./host.ts";
import type { Newsroom } from "./newsroom.ts";

/** The tests of one platform, inside a `describe` of its name. */
export function describeHabits(platform: PlatformUnderTest, newsroom: () => Newsroom): void {
  let driver: Driver;

  beforeEach(async () => {
    driver = await platform.start(hostOf(newsroom().desk().bot));
  });

  afterEach(async () => {
    const problems = driver.farEnd?.problems() ?? [];
    await driver.close();
    expect(problems).toEqual([]);
  });

  async function shown(answer: Answer): Promise<Answer> {
    await driver.until(() => answer.shown().length > 0);
    return answer;
  }

  const ask = (path: string, values: RawValues = {}): Promise<Answer> =>
    shown(driver.ask("member", path, values));
  const press = (button: ShownButton): Promise<Answer> => shown(driver.press("member", button));

  it("takes both answers to whether an article is about its pillar, from whoever may read", async () => {
    await ask("news latest");
    const article = await ask("news show", { article: "1" });
    for (const [label, said] of [
      [/^About /, "You say that it is about"],
      [/^Not about /, "You say that it is not about"],
    ] as const) {
      const button = article
        .shown()
        .flatMap(({ buttons }) => buttons)
        .find((one) => label.test(one.label));
      if (button === undefined) throw new Error(`no button ${label} in ${textOf(article)}`);
      expect(textOf(await press(button))).toContain(said);
    }
  });

  it("offers a list every morning, and the answer is for whoever presses", async () => {
    const answer = await press(buttonOf(await ask("news top"), "Every morning"));
    expect(answer.shown().some(({ isPublic }) => isPublic)).toBe(false);
    expect(answer.shown().length).toBeGreaterThan(0);
  });

  it("keeps a question under a name, and asks it again by its button", async () => {
    const list = await ask("news latest", { limit: 2 });
    const kept = await ask("news save", { name: "Newest two" });
    expect(textOf(kept)).toContain("Newest two");
    expect(textOf(await press(buttonOf(kept, "Newest two")))).toBe(textOf(list));
    expect(textOf(await ask("news saved"))).toContain("/news latest limit 2");
    expect(textOf(await ask("news saved", { name: "Newest two", delete: true }))).toContain("Deleted");
  });
}
