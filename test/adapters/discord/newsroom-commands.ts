// Simple commands of every kind, for a bot in the fake Discord.

import { type Command, defineCommand } from "../../../src/commands/serve/define.ts";
import { actions, command, heading, paragraph, privately } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { everyBlock, fileHere } from "../../reply/samples.ts";

const words = { kind: "text", summary: "Any words", rest: true, maxLength: 800 } as const;

/** `ran`: the words that each was run with. `/news wait` answers when `waiting` is over. */
export function newsroomCommands(ran: string[], waiting: Promise<void>): readonly Command[] {
  const said = (text: string): Reply => privately(paragraph(text));
  return [
    defineCommand({
      path: ["news", "search"],
      summary: "Search the news",
      role: "read",
      answers: "message",
      examples: ["/news search court"],
      options: { words, share: { kind: "flag", summary: "Show it to everyone here" } },
      async handler({ words: wanted = "", share }) {
        ran.push(wanted);
        return {
          audience: share === true ? "everyone" : "asker",
          blocks: [
            heading("Found"),
            paragraph(`ran with "${wanted}"`),
            actions(
              command("More", "/news search more"),
              command("Long", `/news search ${"long ".repeat(40)}`),
            ),
          ],
        };
      },
    }),
    defineCommand({
      path: ["news", "show"],
      summary: "Show an article",
      role: "read",
      answers: "message",
      examples: ["/news show 1"],
      options: {
        article: { kind: "text", vocabulary: "title", summary: "Which", rest: true, required: true },
      },
      async handler({ article }) {
        ran.push(`show ${article}`);
        return said(`showed ${article}`);
      },
    }),
    defineCommand({
      path: ["news", "wait"],
      summary: "Answer when told to",
      role: "read",
      answers: "message",
      examples: ["/news wait"],
      options: { words },
      async handler({ words: wanted = "" }, { progress }) {
        progress(said("One file of three."));
        progress(said("Two files of three."));
        await waiting;
        ran.push(wanted);
        return said(`waited for "${wanted}"`);
      },
    }),
    defineCommand({
      path: ["news", "linked"],
      summary: "What a message links to",
      role: "read",
      answers: "message",
      examples: ["/news linked"],
      options: {
        links: { kind: "text", summary: "Addresses" },
        wanted: { kind: "text", summary: "What of them" },
      },
      async handler({ links = "", wanted = "" }) {
        ran.push(`${wanted}: ${links}`);
        return said(`${wanted} of ${links === "" ? "nothing" : links}`);
      },
    }),
    defineCommand({
      path: ["news", "long"],
      summary: "A long answer",
      role: "read",
      answers: "message",
      examples: ["/news long"],
      options: { count: { kind: "integer", summary: "How many paragraphs", min: 1, max: 400 } },
      handler: async ({ count = 1 }) =>
        privately(
          ...Array.from({ length: count }, (_, n) => paragraph(`Paragraph ${n}: ${"word ".repeat(180)}`)),
        ),
    }),
    defineCommand({
      path: ["news", "file"],
      summary: "A file",
      role: "read",
      answers: "message",
      examples: ["/news file"],
      options: {
        share: { kind: "flag", summary: "Show it to everyone here" },
        large: { kind: "flag", summary: "More than Discord takes" },
      },
      handler: async ({ share, large }) => ({
        audience: share === true ? "everyone" : "asker",
        blocks: [heading("A file"), large === true ? { ...fileHere, sizeBytes: 14_200_000 } : fileHere],
      }),
    }),
    defineCommand({
      path: ["news", "trend"],
      summary: "A chart",
      role: "read",
      answers: "message",
      examples: ["/news trend"],
      options: { share: { kind: "flag", summary: "Show it to everyone here" } },
      handler: async ({ share }) => ({
        audience: share === true ? "everyone" : "asker",
        blocks: [heading("Trend"), everyBlock.chart, actions(command("Share here", "/news trend share"))],
      }),
    }),
    defineCommand({
      path: ["news", "top"],
      summary: "Top news",
      role: "read",
      answers: "message",
      examples: ["/news top"],
      options: {
        country: { kind: "text-list", vocabulary: "country", summary: "Countries", bare: true },
        source: { kind: "text-list", vocabulary: "source", summary: "Outlets", bare: true },
        since: { kind: "date", bound: "since", summary: "From when", bare: true },
        limit: { kind: "integer", summary: "How many", min: 1, max: 10 },
        snapshot: { kind: "text", summary: "Hidden", hidden: true },
      },
      async handler({ country, limit = 5 }) {
        ran.push(`top ${country?.any.join("+") ?? ""} ${limit}`);
        return said(`top of ${country?.any.join(" and ") ?? "everywhere"}, ${limit}`);
      },
    }),
    defineCommand({
      path: ["news", "help"],
      summary: "What you can ask",
      role: "read",
      answers: "message",
      examples: ["/news help"],
      options: { command: { kind: "text", vocabulary: "command", summary: "A command", rest: true } },
      handler: async () => said("Help."),
    }),
    defineCommand({
      path: ["digest", "pause"],
      summary: "Pause a digest",
      role: "manage",
      answers: "message",
      examples: ["/digest pause"],
      options: {
        name: { kind: "text", vocabulary: "digest", summary: "Which", rest: true, maxLength: 60 },
        tz: { kind: "text", vocabulary: "zone", summary: "The zone of the day it goes on" },
      },
      handler: async () => said("Paused."),
    }),
    defineCommand({
      path: ["dropbox", "code"],
      summary: "Enter the code",
      role: "admin",
      answers: "form",
      examples: ["/dropbox code"],
      options: { code: { kind: "text", summary: "The code", hidden: true, maxLength: 100 } },
      async handler({ code }, { invocation }) {
        if (code !== undefined && invocation.input.type === "form") {
          ran.push(`code ${code}`);
          return said(`Connected with ${code.length} characters.`);
        }
        return privately({
          type: "form",
          title: "Code from Dropbox",
          submit: "Connect",
          command: "/dropbox code",
          fields: [
            { kind: "text", name: "code", label: "Code", hint: "After Allow", required: true, secret: true },
          ],
        });
      },
    }),
    defineCommand({
      path: ["dropbox", "status"],
      summary: "What is connected",
      role: "admin",
      answers: "message",
      examples: ["/dropbox status"],
      options: {},
      handler: async () =>
        privately(
          paragraph("Nothing yet."),
          actions(command("Enter code", "/dropbox code", { style: "primary" })),
        ),
    }),
  ];
}
