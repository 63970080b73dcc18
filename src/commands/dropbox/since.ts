// What changed in the files since somebody looked last, with numbers.

import { z } from "zod";
import { type Content, list, paragraph, strong } from "../../reply/build.ts";
import { formatInstant } from "../../reply/dates.ts";
import type { Block } from "../../reply/reply.ts";
import { say, sayParts } from "../../wording/say.ts";
import type { CommandContext } from "../serve/define.ts";
import type { DropboxServices } from "./services.ts";

/** Files that are named; of more only the number is told. */
const FILES_NAMED = 20;

const filesSchema = z.array(
  z.object({ name: z.string(), before: z.number().nullable(), now: z.number().nullable() }),
);

/** What happened between two looks. */
export interface Since {
  /** The look before; undefined when this is the first. */
  readonly lookedAt: number | undefined;
  readonly blocks: readonly Block[];
}

/** Begins a look: what it returns ends it, notes it, and tells what changed since the one before. */
export async function beginLook(
  { changes, datasets }: Pick<DropboxServices, "changes" | "datasets">,
  { invocation, now }: CommandContext,
): Promise<() => Promise<Since>> {
  const { workspace, actor } = invocation;
  const dataSet = await datasets.nameOf(workspace);
  const before = await changes.look(dataSet, workspace, actor.id);
  // Who never looked hears of what this very look brings.
  const from = before?.n ?? (await changes.newest(dataSet));
  return async () => {
    const happened = await changes.after(dataSet, from);
    const n = happened.at(-1)?.n ?? from;
    await changes.noteLook(dataSet, workspace, actor.id, { n, at: now });
    return { lookedAt: before?.at, blocks: changeBlocks(happened, before?.at) };
  };
}

function changeBlocks(
  happened: readonly { readonly files: string }[],
  lookedAt: number | undefined,
): Block[] {
  const histories = new Map<string, (number | null)[]>();
  for (const { files } of happened) {
    for (const { name, before, now } of filesSchema.parse(JSON.parse(files))) {
      const history = histories.get(name) ?? [before];
      history.push(now);
      histories.set(name, history);
    }
  }
  if (histories.size === 0) return [];
  const lines = [...histories].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(fileLine);
  const more = lines.length - FILES_NAMED;
  return [
    paragraph(
      lookedAt === undefined
        ? say("What changed just now:")
        : say("What changed since your last look, {time}:", { time: formatInstant(lookedAt, "UTC") }),
    ),
    list(lines.slice(0, FILES_NAMED)),
    ...(more > 0
      ? [paragraph(say("and {count, plural, one {# other file} other {# other files}}.", { count: more }))]
      : []),
  ];
}

/** A file and how many articles it had, step by step; null where it was not there. */
function fileLine([name, history]: readonly [string, readonly (number | null)[]]): Content {
  const [first, last] = [history[0] ?? null, history.at(-1) ?? null];
  const wasAway = history.slice(1, -1).includes(null);
  const file = strong(name);
  if (first === null)
    return last === null
      ? sayParts("{file} came and went again", { file })
      : sayParts("{file} came: {count, plural, one {# article} other {# articles}}", { file, count: last });
  if (last === null)
    return sayParts("{file} went, with {count, plural, one {# article} other {# articles}}", {
      file,
      count: first,
    });
  const articles = articlesThen(first, last);
  if (wasAway) return sayParts("{file} went and came back: {articles}", { file, articles });
  return first === last
    ? sayParts("{file} has another content: {articles}", { file, articles })
    : [file, ` ${articles}`];
}

/** `3,100 → 3,164 articles (+64)`. */
function articlesThen(before: number, now: number): string {
  if (before === now)
    return say("{count, plural, one {# article} other {# articles}} as before", { count: now });
  return say(
    "{before, number} → {now, plural, one {# article} other {# articles}} ({sign}{difference, number})",
    { before, now, sign: now > before ? "+" : "−", difference: Math.abs(now - before) },
  );
}
