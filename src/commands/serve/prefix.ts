// COMMAND_PREFIX: inside the program commands are `/news top`; where people type `/rol-news top`, they read that too.

import { assertNever } from "../../errors.ts";
import type { FormField } from "../../reply/form.ts";
import type { Action, Block, Inline, Reply } from "../../reply/reply.ts";
import type { Command } from "./define.ts";

export interface Prefix {
  /** A reply as people read it. What its buttons and forms run stays as it is: our own parser reads it. */
  onReply(reply: Reply): Reply;
  /** A sentence as people read it. */
  onSentence(sentence: string): string;
}

type Named = Pick<Command, "path">;

/** A prefix that is at hand before the commands are: rooms that speak of commands are among what commands are made of. */
export interface LearningPrefix extends Prefix {
  /** Tells which commands there are; before, nothing is changed. */
  learn(commands: readonly Named[]): void;
}

/**
 * Puts the prefix before the names of commands that there are, in our own words only. Commands are named whole: a folder
 * in Dropbox may be called `/news`. An empty prefix changes nothing.
 */
export function createPrefix(prefix: string, commands: readonly Named[] = []): LearningPrefix {
  if (prefix === "")
    return { onReply: (reply) => reply, onSentence: (sentence) => sentence, learn: () => undefined };
  let names = patternsOf(commands);
  const onSentence = (text: string): string => text.replace(names.anywhere, `/${prefix}`);
  // What follows the name of a command are its values.
  const onCommand = (text: string): string => text.replace(names.first, `/${prefix}`);

  function onInline(node: Inline): Inline {
    switch (node.type) {
      case "text":
        return node.isQuoted === true ? node : { ...node, text: onSentence(node.text) };
      case "code":
        return { ...node, text: onCommand(node.text) };
      // Titles and names.
      case "strong":
      case "emphasis":
      case "link":
      case "time":
      case "mention":
        return node;
      default:
        return assertNever(node);
    }
  }

  const onContent = (content: readonly Inline[]): readonly Inline[] => content.map(onInline);

  function onAction(action: Action): Action {
    if (action.type === "link") return action;
    const { label, command, typed = command } = action;
    return { ...action, label: onCommand(label), typed: onCommand(typed) };
  }

  const onField = (field: FormField): FormField => ({
    ...field,
    label: onSentence(field.label),
    ...(field.hint === undefined ? {} : { hint: onSentence(field.hint) }),
    ...(field.problem === undefined ? {} : { problem: onSentence(field.problem) }),
  });

  function onBlock(block: Block): Block {
    switch (block.type) {
      case "heading":
        return {
          ...block,
          text: onSentence(block.text),
          ...(block.aside === undefined ? {} : { aside: onSentence(block.aside) }),
        };
      case "paragraph":
      case "note":
        return { ...block, content: onContent(block.content) };
      case "list":
        return { ...block, items: block.items.map(onContent) };
      case "fields":
        return {
          ...block,
          fields: block.fields.map(({ label, value }) => ({
            label: onSentence(label),
            value: onContent(value),
          })),
        };
      case "article":
      case "actions":
        return { ...block, actions: block.actions.map(onAction) };
      case "form":
        return {
          ...block,
          title: onSentence(block.title),
          submit: onSentence(block.submit),
          fields: block.fields.map(onField),
        };
      case "image":
      case "chart":
      case "file":
      case "divider":
        return block;
      default:
        return assertNever(block);
    }
  }

  return {
    onReply: (reply) => ({
      ...reply,
      blocks: reply.blocks.map(onBlock),
      ...(reply.problems === undefined
        ? {}
        : {
            problems: reply.problems.map(({ field, sentence }) => ({
              field,
              sentence: onSentence(sentence),
            })),
          }),
    }),
    onSentence,
    learn(known) {
      names = patternsOf(known);
    },
  };
}

function patternsOf(commands: readonly Named[]): { readonly anywhere: RegExp; readonly first: RegExp } {
  const names = commands.length === 0 ? "(?!)" : commands.map(({ path }) => path.join(" ")).join("|");
  const name = `/(?=(?:${names})(?![\\p{L}\\p{N}_/-]))`;
  return {
    anywhere: new RegExp(`(?<![\\p{L}\\p{N}_/.:-])${name}`, "gu"),
    first: new RegExp(`^${name}`, "u"),
  };
}
