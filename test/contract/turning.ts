// What becomes of an answer whose button turns it into another, kind by kind, and whatever stands in the way: what came of the
// press is there once, what stood there is kept unless it was replaced, and nobody sees what is not theirs.

import { describe, expect, it } from "vitest";
import type {
  Answer,
  Driver,
  Hindrance,
  PlatformUnderTest,
  RawValues,
  ShownButton,
  Stands,
} from "./driver.ts";
import type { Desk, Newsroom } from "./newsroom.ts";
import { answered, driverOfEachTest } from "./stand.ts";

interface Kind {
  readonly name: string;
  /** Is asked before. */
  readonly before?: readonly [path: string, values?: RawValues];
  readonly asks: readonly [path: string, values?: RawValues];
  /** Is pressed in its answer, for the answer that is meant. */
  readonly first?: RegExp;
  readonly presses: RegExp;
  /** Stands in what comes of it, and in nothing before. */
  readonly answers: RegExp;
  /** It is said of the answer, which stays: feedback, or what it may become. */
  readonly stays?: true;
  /** Everybody sees what comes of it. */
  readonly isShare?: true;
}

/** Kinds of answers that live: all that a button can do to the message in which it stands. */
export const KINDS: readonly Kind[] = [
  { name: "a page", asks: ["news latest", { limit: 2 }], presses: /^More$/, answers: /\b3\b\W{1,4}/ },
  {
    name: "a filter",
    asks: ["news latest", { limit: 2 }],
    presses: /^Negative only$/,
    answers: /negative(?! only)/i,
  },
  { name: "a question", asks: ["news settle"], presses: /^Settle$/, answers: /It is settled\./ },
  {
    name: "a share",
    asks: ["news latest", { limit: 2 }],
    presses: /^Share here$/,
    answers: /Shared by |shared there/,
    isShare: true,
  },
  {
    name: "feedback",
    asks: ["news show", { article: "1" }],
    presses: /^About /,
    answers: /You say that it is about/,
    stays: true,
  },
  {
    name: "a habit",
    asks: ["news latest", { limit: 2 }],
    presses: /^Every morning$/,
    answers: /digest|every morning\?/i,
    stays: true,
  },
  {
    name: "a habit's confirmation",
    asks: ["news latest", { limit: 2 }],
    first: /^Every morning$/,
    presses: /^Make it$/,
    answers: /Digest made/,
  },
  {
    name: "a saved question",
    before: ["news save", { name: "Newest two" }],
    asks: ["news saved"],
    presses: /^Newest two$/,
    answers: /\b2\b\W{1,4}/,
    stays: true,
  },
  {
    name: "feedback on every verdict",
    asks: ["news judge", { article: "1" }],
    presses: /^About /,
    answers: /You say that it is about/,
    stays: true,
  },
];

export const HINDRANCES: readonly (Hindrance | "nothing")[] = [
  "nothing",
  "it was put away",
  "the bot may not change it",
  "its place is archived",
  "it is too old to be changed",
  "it was changed as often as it may be",
];

/** The tests of one platform, inside a `describe` of its name. */
export function describeTurning(platform: PlatformUnderTest, newsroom: () => Newsroom): void {
  describe.each(KINDS)("$name", (kind) => {
    let desk: Desk;
    let driver: Driver;
    driverOfEachTest(platform, newsroom, (started) => {
      ({ desk, driver } = started);
    });

    for (const hindrance of HINDRANCES) {
      const stands = platform.turns[hindrance];
      const name = `where ${hindrance} is in the way`;
      if (typeof stands === "object") it.skip(`${name} (${stands.never})`, () => undefined);
      else it(name, () => holds(hindrance, kind.stays === true && stands === "in place" ? "beside" : stands));
    }

    // Where nobody else reads, nothing is shared.
    const answers = kind.isShare === true && platform.lacks.audience !== undefined ? /./ : kind.answers;

    async function holds(hindrance: Hindrance | "nothing", stands: Stands): Promise<void> {
      await answered(driver, driver.ask("member", "news latest", { limit: 2 }));
      if (kind.before !== undefined) await answered(driver, driver.ask("member", ...kind.before));
      const asked = await answered(driver, driver.ask("member", ...kind.asks));
      const before =
        kind.first === undefined
          ? asked
          : await answered(driver, driver.press("member", buttonIn(asked, kind.first)));
      const isUnshared = kind.isShare === true && platform.lacks.audience !== undefined;
      if (isUnshared && findButton(before, kind.presses) === undefined) return;
      const button = buttonIn(before, kind.presses);
      const id = button.at?.message ?? "";
      const far = driver.farEnd;
      const known = new Map(far?.standing().map((one) => [one.id, one.text]));
      if (hindrance !== "nothing") far?.hinder(hindrance, id);
      const pressed = driver.press(
        "member",
        hindrance === "it was put away" && far === undefined
          ? { ...button, at: { message: "forgotten", button: "" } }
          : button,
      );
      const fresh = (): readonly {
        readonly id: string;
        readonly isDirect: boolean;
        readonly isPublic: boolean;
      }[] =>
        (far?.standing() ?? []).filter((one) => known.get(one.id) !== one.text && answers.test(one.text));
      await driver.until(() =>
        far === undefined ? pressed.shown().some(({ text }) => answers.test(text)) : fresh().length > 0,
      );
      if (far === undefined) expect(before.shown().length === 0, "replaced").toBe(stands === "in place");
      else {
        const isShared = kind.isShare === true && stands !== "directly";
        const where = isShared ? "beside" : stands;
        await settled(far.standing, stands === "in place" && isShared, id, known.get(id));
        const found = fresh();
        expect(found).toHaveLength(1);
        expect(found[0]?.isPublic).toBe(isShared);
        expect(found[0]?.isDirect).toBe(where === "directly");
        expect(found[0]?.id === id, "in its place").toBe(where === "in place");
        const left = far.standing().find((one) => one.id === id)?.text;
        if (hindrance !== "it was put away" && where !== "in place" && !isShared)
          expect(left).toBe(known.get(id));
      }
      if (kind.name === "a question") expect(desk.ran).toEqual(["settle"]);
    }

    /** A share is told where it was pressed, once everybody sees it. */
    async function settled(
      standing: () => readonly { readonly id: string; readonly text: string }[],
      isTold: boolean,
      id: string,
      text: string | undefined,
    ): Promise<void> {
      const here = (): string | undefined => standing().find((one) => one.id === id)?.text;
      if (isTold) await driver.until(() => here() !== text);
      if (isTold) expect(here()).toContain("You shared this");
    }
  });
}

/** The tests of an invitation to a form: what stands where somebody asked in a way in which no form can open. */
export function describeInvitation(platform: PlatformUnderTest, newsroom: () => Newsroom): void {
  describe("an invitation to a form", () => {
    let desk: Desk;
    let driver: Driver;
    driverOfEachTest(platform, newsroom, (started) => {
      ({ desk, driver } = started);
    });

    for (const hindrance of ["nothing", "it was put away"] as const) {
      const { invites } = platform;
      const name = `where ${hindrance} is in the way`;
      if ("never" in invites) it.skip(`${name} (${invites.never})`, () => undefined);
      else it(name, () => holds(hindrance, invites[hindrance]));
    }

    async function holds(hindrance: Hindrance | "nothing", stands: Stands): Promise<void> {
      const far = driver.farEnd;
      if (driver.say === undefined || far === undefined)
        throw new Error(`${platform.name} has no invitation`);
      const invitation = await answered(driver, driver.say("admin", "/dropbox rename", "direct"));
      const known = new Map(far.standing().map((one) => [one.id, one.text]));
      const [id = ""] = [...known].flatMap(([one, text]) => (text.includes("A new name") ? [one] : []));
      const opened = driver.press("admin", buttonIn(invitation, /^(?:Open the form|A new name)$/));
      await driver.until(() => opened.form() !== undefined);
      if (hindrance !== "nothing") far.hinder(hindrance, id);
      const form = opened.form();
      if (form === undefined) throw new Error("no form");
      driver.sendForm("admin", form, { name: "Tartu", reason: "it is there" });
      const found = () => far.standing().filter(({ text }) => text.includes("Renamed to Tartu"));
      await driver.until(() => found().length > 0);
      expect(desk.ran).toEqual(["rename Tartu"]);
      expect(found()).toHaveLength(1);
      expect(found()[0]?.isPublic).toBe(false);
      expect(found()[0]?.id === id, "in its place").toBe(stands === "in place");
    }
  });
}

function findButton(answer: Answer, label: RegExp): ShownButton | undefined {
  return answer
    .shown()
    .flatMap(({ buttons }) => buttons)
    .find((one) => label.test(one.label.replaceAll("\u00a0", " ")));
}

function buttonIn(answer: Answer, label: RegExp): ShownButton {
  const button = findButton(answer, label);
  if (button === undefined)
    throw new Error(
      `no button ${label} in ${answer
        .shown()
        .map(({ text }) => text)
        .join("\n")}`,
    );
  return button;
}
