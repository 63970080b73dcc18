// What every platform owes the people who ask there, whatever it is made of.

import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { plainText as asRead } from "../../src/news/cleaning/plain-text.ts";
import type { Part } from "../../src/platform/destination.ts";
import { actions, command, paragraph } from "../../src/reply/build.ts";
import { hostileArticles, pageShown, rulings } from "./articles.ts";
import type {
  Answer,
  Driver,
  FarEnd,
  Person,
  PlatformUnderTest,
  PostedThere,
  RawValues,
  ShownButton,
} from "./driver.ts";
import { type Desk, LONG_WORDS, type Newsroom } from "./newsroom.ts";
import { answered, driverOfEachTest, needing } from "./stand.ts";

const REFUSAL = "is for admins of this workspace. Ask one of them to run it for you; nothing was changed.";

/** As one line: where lines break is the platform's own affair. */
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

export const textOf = (answer: Answer): string =>
  oneLine(
    answer
      .shown()
      .map(({ text }) => text)
      .join("\n"),
  );

export function buttonOf(answer: Answer, label: string): ShownButton {
  const found = answer
    .shown()
    .flatMap(({ buttons }) => buttons)
    .find((button) => oneLine(button.label) === label);
  if (found === undefined) throw new Error(`no button ${label} in ${textOf(answer)}`);
  return found;
}

/** The numbers that stand before the rulings of a list. */
export function numbersIn(answer: Answer): readonly number[] {
  const text = textOf(answer);
  return rulings
    .flatMap(({ title }) => new RegExp(`(\\d+)\\W{1,4}${title}`).exec(text)?.slice(1) ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);
}

/** The tests of one platform, inside a `describe` of its name. */
export function describeAsking(platform: PlatformUnderTest, newsroom: () => Newsroom): void {
  let desk: Desk;
  let driver: Driver;
  driverOfEachTest(platform, newsroom, (started) => {
    ({ desk, driver } = started);
  });
  const itNeeds = needing(platform);

  function digests(): PostedThere {
    if (driver.digests === undefined) throw new Error(`${platform.name} has no digests`);
    return driver.digests;
  }

  function farEnd(): FarEnd {
    if (driver.farEnd === undefined) throw new Error(`${platform.name} has no far end`);
    return driver.farEnd;
  }

  const ask = (person: Person, path: string, values?: RawValues): Promise<Answer> =>
    answered(driver, driver.ask(person, path, values));
  const press = (person: Person, answer: Answer, label: string): Promise<Answer> =>
    answered(driver, driver.press(person, buttonOf(answer, label)));

  itNeeds(["far end"], "acknowledges a command before it reads anything", async () => {
    desk.hold("store and data");
    const answer = driver.ask("member", "news say", { words: "court" });
    await answer.acknowledged();
    expect(answer.shown()).toEqual([]);
    expect(desk.ran).toEqual([]);
    desk.release();
    expect(textOf(await answered(driver, answer))).toContain("Said court.");
  });

  itNeeds(["far end"], "acknowledges a button before it is looked up", async () => {
    const said = await ask("member", "news say", { words: "court" });
    desk.hold("store and data");
    const answer = driver.press("member", buttonOf(said, "Longer"));
    await answer.acknowledged();
    expect(desk.ran).toEqual(["say court"]);
    desk.release();
    expect(textOf(await answered(driver, answer))).toContain(`Said ${LONG_WORDS}.`);
  });

  itNeeds(["far end"], "opens a form while the store hangs, by command and by button", async () => {
    const said = await ask("admin", "news say", { words: "court" });
    desk.hold("store");
    const byCommand = driver.ask("admin", "dropbox rename");
    await driver.until(() => byCommand.form() !== undefined);
    const byButton = driver.press("admin", buttonOf(said, "Rename"));
    await driver.until(() => byButton.form() !== undefined);
    expect([byCommand, byButton].map((answer) => answer.shown())).toEqual([[], []]);
  });

  it("shows a form with every question, and runs what is sent", async () => {
    const asked = await ask("admin", "dropbox rename");
    const form = asked.form();
    if (form === undefined) throw new Error("no form");
    expect(form).toMatchObject({ title: "A new name", fields: ["name", "reason"] });
    const sent = driver.sendForm("admin", form, { name: "Brief", reason: "It is shorter" });
    // Slack answers where the form was asked for.
    await driver.until(() => sent.shown().length + asked.shown().length > 0 && desk.ran.length > 0);
    expect(`${textOf(asked)} ${textOf(sent)}`).toContain("Renamed to Brief, It is shorter.");
    expect(desk.ran).toEqual(["rename Brief"]);
  });

  itNeeds(["audience"], "answers the asker alone, and everybody only with share", async () => {
    const own = await ask("member", "news say", { words: "court" });
    expect(own.shown().map(({ isPublic }) => isPublic)).toEqual([false]);
    const shared = driver.ask("member", "news say", { words: "court", share: true });
    await driver.until(() => shared.shown().some(({ isPublic }) => isPublic));
    const forAll = shared.shown().filter(({ isPublic }) => isPublic);
    expect(forAll.map(({ text }) => oneLine(text))).toEqual([expect.stringContaining("Said court.")]);
    const real = driver.ask("member", "news latest", { limit: 1 });
    expect((await answered(driver, real)).shown().map(({ isPublic }) => isPublic)).toEqual([false]);
  });

  it("answers a failure with a sentence, not a stack", async () => {
    const text = textOf(await ask("member", "news break"));
    expect(text).toContain("Something went wrong in the bot");
    expect(text).not.toMatch(/TypeError|secret|undefined|\.ts\b|\bat \w+ \(/);
  });

  it("runs a button as the command it stands for, however long", async () => {
    const said = await ask("member", "news say", { words: "court" });
    const again = await press("member", said, "Again");
    expect(textOf(again)).toContain("Said again.");
    // It stands where that stood, or below it.
    expect(textOf(await press("member", again, "Longer"))).toContain(`Said ${LONG_WORDS}.`);
    expect(desk.ran).toEqual(["say court", "say again", `say ${LONG_WORDS}`]);
  });

  itNeeds(["roles"], "checks who presses, not who was answered", async () => {
    const said = await ask("admin", "news say", { words: "court", share: true });
    await driver.until(() => said.shown().some(({ buttons }) => buttons.length > 0));
    const refused = await press("member", said, "Rename");
    expect(refused.form()).toBeUndefined();
    expect(textOf(refused)).toContain(`/dropbox rename ${REFUSAL}`);
    expect(refused.shown().map(({ isPublic }) => isPublic)).toEqual([false]);
    expect((await press("admin", said, "Rename")).form()?.title).toBe("A new name");
  });

  itNeeds(["roles"], "refuses a member clearly and in private: command, button, forged form", async () => {
    const form = (await ask("admin", "dropbox rename")).form();
    if (form === undefined) throw new Error("no form");
    // Whoever forges a form cannot know where it was opened.
    const forged = { ...form, metadata: "" };
    const code = "c1:/dropbox disconnect";
    const tries: readonly (readonly [path: string, () => Answer])[] = [
      ["/dropbox status", () => driver.ask("member", "dropbox status")],
      ["/dropbox rename", () => driver.ask("member", "dropbox rename")],
      ["/dropbox disconnect", () => driver.press("member", { label: "Disconnect", code })],
      ["/dropbox rename", () => driver.sendForm("member", forged, { name: "Mine" })],
      ["/dropbox disconnect", () => driver.sendForm("member", { ...forged, code }, {})],
    ];
    for (const [path, attempt] of tries) {
      const answer = await answered(driver, attempt());
      expect(answer.form()).toBeUndefined();
      expect(textOf(answer)).toBe(`${path} ${REFUSAL}`);
      expect(answer.shown().map(({ isPublic }) => isPublic)).toEqual([false]);
    }
    expect(desk.ran).toEqual([]);
  });

  it("goes on numbering on the next page", async () => {
    const first = await ask("member", "news latest", { country: "Estonia", limit: 4 });
    expect(numbersIn(first), textOf(first)).toEqual([1, 2, 3, 4]);
    const second = await press("member", first, "More");
    expect(numbersIn(second)).toEqual([5, 6, 7, 8]);
    expect(numbersIn(await press("member", second, "More"))).toEqual([9, 10, 11, 12]);
  });

  it("shows a long answer whole and in order", async () => {
    const answer = driver.ask("member", "news paragraphs", { count: 20 });
    await driver.until(() => textOf(answer).includes("End 19."));
    const marks = [...textOf(answer).matchAll(/(Begin|End) (\d+)\./g)].map(([mark]) => mark);
    expect(marks).toEqual(Array.from({ length: 20 }, (_, n) => [`Begin ${n}.`, `End ${n}.`]).flat());
  });

  itNeeds(["several messages"], "says what of a longer one is left out", async () => {
    const answer = driver.ask("member", "news paragraphs", { count: 300 });
    await driver.until(() => /did not fit|left out/.test(textOf(answer)));
    expect(answer.shown().length).toBeGreaterThan(1);
    expect(answer.shown().every(({ isPublic }) => !isPublic)).toBe(true);
    const begun = [...textOf(answer).matchAll(/Begin (\d+)\./g)].map(([, n]) => Number(n));
    const ended = [...textOf(answer).matchAll(/End (\d+)\./g)].map(([, n]) => Number(n));
    expect(begun.length).toBeGreaterThan(40);
    expect(begun).toEqual(begun.map((_, n) => n));
    expect(ended.length).toBeGreaterThanOrEqual(begun.length - 1);
    expect(answer.shown().at(-1)?.text).toMatch(/… (about )?[\d,]+ more [\w, ]+(did not fit|left out)/);
  });

  itNeeds(["far end"], "answers once when it is told to slow down", async () => {
    farEnd().slowDown();
    const answer = await ask("member", "news say", { words: "slowly" });
    expect(textOf(answer)).toContain("Said slowly.");
    await ask("member", "news say", { words: "after" });
    expect(answer.shown()).toHaveLength(1);
    expect(desk.ran).toEqual(["say slowly", "say after"]);
  });

  itNeeds(["far end"], "answers a request that comes twice once", async () => {
    const shared = driver.ask("member", "news say", { words: "once", share: true });
    await driver.until(() => shared.shown().some(({ isPublic }) => isPublic));
    farEnd().repeat();
    const pressed = await press("member", shared, "Again");
    farEnd().repeat();
    await ask("member", "news say", { words: "after" });
    expect(shared.shown().filter(({ isPublic }) => isPublic)).toHaveLength(1);
    expect(pressed.shown()).toHaveLength(1);
    expect(desk.ran).toEqual(["say once", "say again", "say after"]);
  });

  it("shows the words of an article as they are: nothing pings or formats", async () => {
    const answer = await ask("member", "news latest", { country: "Latvia", limit: 10 });
    const text = textOf(answer);
    for (const { title, source, verdicts } of hostileArticles) {
      const [verdict] = Object.values(verdicts);
      const summary = typeof verdict === "object" ? verdict[1].replace(/^Summary: /, "") : "";
      // Tags and entities are gone before anything is shown.
      for (const words of [asRead(title), source, asRead(summary)]) expect(text).toContain(words);
    }
    for (const words of [pageShown.title, pageShown.summary]) expect(text).toContain(words);
    expect(text).not.toMatch(/&amp;|&quot;|&nbsp;|&#|<\/?[bp]>/);
  });

  itNeeds(["links"], "leads from an article to its own address alone", async () => {
    const answer = await ask("member", "news latest", { country: "Latvia", limit: 10 });
    const links = answer.shown().flatMap((message) => message.links);
    const own = hostileArticles.map(({ link = "" }) => link);
    expect(links.toSorted()).toEqual([...own, pageShown.link].toSorted());
  });

  it("answers what is in flight before it stops", async () => {
    const answer = driver.ask("member", "news wait");
    await desk.waits;
    const stopped = driver.stop();
    // A stop that waits for nobody is over by then.
    expect(await Promise.race([stopped, setTimeout(300, "still answering")])).toBe("still answering");
    desk.release();
    await stopped;
    expect(textOf(await answered(driver, answer))).toBe("Waited.");
  });

  itNeeds(["far end"], "finds what it sent though it never heard of it", async () => {
    const { signal } = new AbortController();
    const since = Date.now() - 1_000;
    const place = digests().destination(new Map([["/digest mute", "c1:/digest mute"]]));
    const digest = {
      audience: "everyone",
      blocks: [
        paragraph("Morning brief"),
        actions(command("Mute", "/digest mute")),
        ...Array.from({ length: 120 }, (_, n) => paragraph(`Story ${n} ${"word ".repeat(30)}`)),
      ],
    } as const;
    const [first, second] = place.plan({ main: digest }, "s7.2024-03-07T09");
    if (first === undefined || second === undefined) throw new Error("too short");
    const found = (part: Part) => place.find(part, since, { signal });
    expect(await found(first)).toEqual({ type: "absent" });
    farEnd().loseNextPost();
    expect(await place.send(first, { signal })).toEqual({ type: "unknown" });
    expect(await digests().posts()).toBe(1);
    expect(await found(first)).toMatchObject({ type: "sent" });
    expect(await found(second)).toEqual({ type: "absent" });
    const sent = await place.send(second, { signal });
    expect(sent).toMatchObject({ type: "sent" });
    expect(await found(second)).toEqual(sent);
    expect(await digests().posts()).toBe(2);
  });
}
