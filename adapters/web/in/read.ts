// From what a browser sends to an invocation. Whoever has the page runs the program, and is admin.

import { z } from "zod";
import type { Input, Invocation } from "../../../src/platform/invocation.ts";
import { workspaceKey } from "../../../src/platform/workspace.ts";
import { answerOf } from "../../../src/reply/form.ts";
import { zoneNamed } from "../../../src/time/zones.ts";
import { say } from "../../../src/wording/say.ts";
import { ASKED, FORM_CODE, FORM_TURN, HOUR, type Question, WHOLE } from "../out/names.ts";

/** What invocations and places call the web chat. */
export const WEB_PLATFORM = "web";

/** The one workspace of the web chat. */
export const WEB_WORKSPACE = workspaceKey({ platform: WEB_PLATFORM, id: "local" });

/** As the browser tells it. */
export interface Reader {
  readonly zone?: string;
  /** BCP 47. */
  readonly locale?: string;
}

export function webInvocation(
  input: Input,
  requestId: string,
  { zone = "", locale }: Reader = {},
): Invocation {
  const timezone = zoneNamed(zone);
  return {
    platform: WEB_PLATFORM,
    workspace: WEB_WORKSPACE,
    place: WEB_PLATFORM,
    actor: {
      id: WEB_PLATFORM,
      name: say("You"),
      roles: ["read", "manage", "admin"],
      ...(locale === undefined ? {} : { locale }),
      ...(timezone === undefined ? {} : { timezone }),
    },
    requestId,
    input,
  };
}

/** Something typed. */
export const saidForm = z.object({ text: z.string().trim().min(1) });

/** A pressed button; `label` is what it says, `turn` in whose place the answer stands. */
export const pressedForm = z.object({
  code: z.string().min(1),
  label: z.string().default(""),
  turn: z.string().optional(),
});

/** A sent form: its code, and the turn in which it stands. */
export const sentForm = z
  .object({ [FORM_CODE]: z.string().min(1), [FORM_TURN]: z.string().default("") })
  .transform((sent) => ({ code: sent[FORM_CODE], turn: sent[FORM_TURN] }));

const question = z
  .string()
  .regex(/^(one|several|flag|timed):/)
  .transform((text) => {
    const [kind = "", ...name] = text.split(":");
    return { kind, name: name.join(":") };
  })
  .pipe(z.object({ kind: z.enum(["one", "several", "flag", "timed"]), name: z.string() }));

/** The answers of a form by field, as they would be typed; a field that was not asked is left out. */
export function answersIn(sent: URLSearchParams): Readonly<Record<string, string>> {
  const asked: readonly Question[] = sent
    .getAll(ASKED)
    .flatMap((text) => question.safeParse(text).data ?? []);
  return Object.fromEntries(asked.map((one) => [one.name, answerTo(one, sent)]));
}

function answerTo({ kind, name }: Question, sent: URLSearchParams): string {
  switch (kind) {
    case "one":
      return sent.get(name) ?? "";
    case "several":
      return answerOf(sent.getAll(name));
    case "flag":
      return sent.has(name) ? "yes" : "no";
    case "timed": {
      const rhythms = sent.getAll(name);
      const said = rhythms.map((rhythm) => rhythm.replace(WHOLE, "")).join(",");
      const isWhole = said === "" || rhythms.some((rhythm) => rhythm.startsWith(WHOLE));
      return isWhole ? said : `${said} ${sent.get(`${name}${HOUR}`) ?? ""}`.trim();
    }
  }
}
