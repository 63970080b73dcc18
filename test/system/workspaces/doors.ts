// All that can be asked with a name in it: every command as it is typed, said, filled in and pressed. Made from the commands that
// there are.

import type { Command } from "../../../src/commands/serve/define.ts";
import type { Input } from "../../../src/platform/invocation.ts";
import type { Name } from "./names.ts";

/** Every command with every name, in every option that takes a text, and where no option is named. */
export function everyInput(
  commands: readonly Command[],
  names: readonly Name[],
  conversation: string,
): readonly Input[] {
  return commands.flatMap((command) => names.flatMap((name) => inputsOf(command, name, conversation)));
}

/** Every command with some of the names, so that each command and each name is among them. */
export function someInputs(
  commands: readonly Command[],
  names: readonly Name[],
  conversation: string,
  turn: number,
): readonly Input[] {
  const count = Math.max(commands.length, names.length);
  return Array.from({ length: count }, (_, index) => {
    const command = commands[index % commands.length];
    const name = names[(index + turn) % names.length];
    const all = command === undefined || name === undefined ? [] : inputsOf(command, name, conversation);
    return all[(index * 7 + turn) % all.length];
  }).flatMap((input) => input ?? []);
}

/** Each name where an option is called as what it is a name of: snapshots as snapshots, slots as slots, digests as digests. */
export function fittingInputs(commands: readonly Command[], names: readonly Name[]): readonly Input[] {
  return commands.flatMap(({ path, options }) =>
    Object.keys(options).flatMap((option) =>
      names
        .filter(({ kind }) => kind.includes(FITTING[option] ?? option))
        .flatMap(({ value }): Input[] => [
          { type: "text", text: `/${path.join(" ")} ${option} ${value}` },
          { type: "options", path, values: { [option]: value } },
        ]),
    ),
  );
}

/** Options that are called otherwise than what is kept. */
const FITTING: Readonly<Record<string, string>> = {
  digest: "subscriptions",
  story: "article",
  title: "article",
  file: "data_files.name",
  source: "mutes.value",
  word: "mutes.value",
};

function inputsOf({ path, options }: Command, { value }: Name, conversation: string): readonly Input[] {
  const typed = `/${path.join(" ")}`;
  const named = Object.entries(options).flatMap(([name, { kind }]) =>
    kind.startsWith("text") ? [name] : [],
  );
  const flags = Object.entries(options).flatMap(([name, { kind }]) => (kind === "flag" ? [name] : []));
  return [
    { type: "text", text: `${typed} ${value}` },
    ...flags.map((flag): Input => ({ type: "text", text: `${typed} ${value} ${flag}` })),
    ...named.flatMap((name): Input[] => [
      { type: "text", text: `${typed} ${name} ${value}` },
      { type: "options", path, values: { [name]: value } },
    ]),
    { type: "said", text: `${path.slice(1).join(" ")} ${value}`, conversation },
    { type: "form", code: `c1:${typed} ${value}`, values: {} },
    {
      type: "form",
      code: `c1:${typed}`,
      values: Object.fromEntries(named.map((name) => [name, value])),
    },
    { type: "action", code: `c1:${typed} ${value}` },
  ];
}

/** What was shown elsewhere, pressed and sent here. */
export function pressed(codes: Iterable<string>): readonly Input[] {
  return [...codes].flatMap((code): Input[] => [
    { type: "action", code },
    { type: "form", code, values: {} },
  ]);
}

/** Every command as it is, without a name of anybody's. */
export function bare(commands: readonly Command[]): readonly Input[] {
  return commands.map(({ path }) => ({ type: "text", text: `/${path.join(" ")}` }));
}

/** What goes on from what was said before, which is not said here. */
export function following(conversation: string): readonly Input[] {
  return ["more", "back", "page 2", "top again", "and latvia?"].map((text) => ({
    ...{ type: "said", text, conversation },
  }));
}

/** What would only end or change one's own connection. */
export function isOwnUndoing(input: Input): boolean {
  return /\/dropbox (disconnect|use|connect)|^(disconnect|use|connect) |"dropbox","(disconnect|use)"/.test(
    input.type === "options"
      ? JSON.stringify(input.path)
      : input.type === "action" || input.type === "form"
        ? input.code
        : input.text,
  );
}
