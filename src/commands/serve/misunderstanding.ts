// What an input that was not understood gets: what was understood, what would work, one example.

import { assertNever } from "../../errors.ts";
import type { Misunderstanding } from "../../language/declare/parsed.ts";
import { actions, code, command, paragraph, refusing } from "../../reply/build.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import { say, sayParts } from "../../wording/say.ts";

/** Private, a sentence, and at least one thing that works. */
export function misunderstandingReply(misunderstanding: Misunderstanding): Reply {
  return refusing(...blocksOf(misunderstanding));
}

function blocksOf({ kind, sentence, offers, example }: Misunderstanding): Block[] {
  const [first] = offers;
  const forExample = paragraph(...sayParts("For example: {command}", { command: code(example) }));
  if (first === undefined) return [paragraph(sentence), forExample];
  switch (kind) {
    case "nearest":
      return [
        paragraph(`${sentence} `, ...sayParts("Did you mean: {command}", { command: code(first.command) })),
        actions(command(say("Run it"), first.command, { isSuggestion: true })),
        forExample,
      ];
    case "take-as":
      return [
        paragraph(`${sentence} `, code(first.command)),
        actions(command(say("Run it"), first.command, { isSuggestion: true })),
        forExample,
      ];
    case "choices":
      return [
        paragraph(sentence),
        actions(...offers.map((offer) => command(offer.label, offer.command))),
        forExample,
      ];
    case "example":
      return [paragraph(sentence), forExample];
    default:
      return assertNever(kind);
  }
}
