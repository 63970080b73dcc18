// `/dropbox status`, `files` and `disconnect`: what is connected, what it holds, and ending it.

import {
  actions,
  command,
  fields,
  heading,
  instant,
  list,
  note,
  paragraph,
  privately,
  refusing,
  strong,
} from "../../reply/build.ts";

import type { Block } from "../../reply/reply.ts";
import type { ConnectionRecord } from "../../store/connections.ts";
import { say, sayParts, wording } from "../../wording/say.ts";
import { sayStored } from "../../wording/stored.ts";
import { countsOfFile, overlapBlocks, unreadBlocks } from "../data-files.ts";
import { heldBlocks } from "../held-files.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { doerOf } from "../serve/doer.ts";
import { choiceBlocks, nameOf } from "./choice.ts";
import type { DropboxServices } from "./services.ts";

/** Files on one page of `/dropbox files`. */
const FILES_A_PAGE = 20;

export function stateCommands({ connections, keyIsGenerated }: DropboxServices): readonly Command[] {
  const status = defineCommand({
    path: ["dropbox", "status"],
    summary: wording("What is connected and whether it works"),
    role: "admin",
    answers: "message",
    examples: ["/dropbox status"],
    options: {},
    async handler(_values, { invocation: { workspace }, news }) {
      const connection = await connections.of(workspace);
      if (connection === undefined) return notConnected();
      const { problem, held, manifest, building } = await news.status();
      return privately(
        heading("Dropbox"),
        connectionFields(connection),
        ...(problem === undefined
          ? []
          : [
              paragraph(
                `${sayStored(problem.sentence)} `,
                ...(manifest === undefined
                  ? sayParts("Since {time}.", { time: instant(problem.since) })
                  : sayParts("Since {time}; the last good news is still served.", {
                      time: instant(problem.since),
                    })),
              ),
            ]),
        ...heldBlocks(held),
        ...(building ? [paragraph(say("Files are being read now."))] : []),
        note(
          ...(manifest === undefined
            ? [say("No news was read yet.")]
            : sayParts("The news was read {time}.", { time: instant(manifest.builtAt) })),
        ),
        ...(keyIsGenerated
          ? [
              note(
                say(
                  "Stored secrets are sealed with a key in the data directory. Set SECRET_KEY to keep the key somewhere else.",
                ),
              ),
            ]
          : []),
      );
    },
  });

  const files = defineCommand({
    path: ["dropbox", "files"],
    summary: wording("The files that make up the news, their counts and overlaps"),
    role: "admin",
    answers: "message",
    examples: ["/dropbox files", "/dropbox files page 2"],
    options: { page: { kind: "integer", summary: wording("Which page, 1 to 50"), min: 1, max: 50 } },
    async handler({ page = 1 }, { invocation: { workspace }, news }) {
      const connection = await connections.ownOf(workspace);
      if (connection?.path === null) {
        const { folders, chosen } = await connections.chooseObvious(workspace);
        return privately(
          heading(say("Files"), "Dropbox"),
          ...(chosen === undefined
            ? choiceBlocks(connection, folders)
            : [paragraph(say("Using {folder}. /dropbox refresh reads it now.", { folder: nameOf(chosen) }))]),
        );
      }
      const { manifest, refused, held, description } = await news.status();
      if (manifest === undefined)
        return privately(paragraph(say("No file was read yet. /dropbox refresh looks for them now.")));
      const first = (page - 1) * FILES_A_PAGE;
      const shown = manifest.files.slice(first, first + FILES_A_PAGE);
      return privately(
        heading(say("Files"), description),
        ...(shown.length === 0 ? [paragraph(say("There is no such page."))] : [list(shown.map(fileLine))]),
        ...(held.length === 0 ? [] : [heading(say("Held back")), ...heldBlocks(held)]),
        ...(refused.length === 0
          ? []
          : [heading(say("Not read")), list(refused.map(({ reason }) => [reason]))]),
        ...unreadBlocks(manifest),
        ...overlapBlocks(manifest),
        note(
          say("{first}–{last} of {all}", {
            first: Math.min(first + 1, manifest.files.length),
            last: first + shown.length,
            all: manifest.files.length,
          }),
        ),
        ...(first + shown.length < manifest.files.length
          ? [actions(command(say("More"), `/dropbox files page ${page + 1}`))]
          : []),
      );
    },
  });

  const disconnect = defineCommand({
    path: ["dropbox", "disconnect"],
    summary: wording("End the connection, here and at Dropbox"),
    role: "admin",
    answers: "message",
    examples: ["/dropbox disconnect"],
    options: { sure: { kind: "flag", summary: wording("Does it without asking once more") } },
    async handler({ sure }, context) {
      const { workspace } = context.invocation;
      const connection = await connections.ownOf(workspace);
      if (connection !== undefined && sure !== true) return reallyDisconnect(connection);
      if (await connections.disconnect(doerOf(context)))
        return privately(
          paragraph(
            say(
              "Dropbox is disconnected and the stored access is deleted. The files in Dropbox are as they were.",
            ),
          ),
          actions(command(say("Connect again"), "/dropbox connect")),
        );
      const shared = await connections.of(workspace);
      if (shared === undefined) return notConnected();
      return refusing(
        paragraph(
          say(
            "This connection comes from the bot's environment. Whoever runs the bot ends it by removing {place}.",
            { place: shared.place },
          ),
        ),
      );
    },
  });
  return [status, files, disconnect];
}

function reallyDisconnect({ accountName }: ConnectionRecord) {
  return privately(
    heading(say("Disconnect Dropbox?")),
    paragraph(
      say(
        "The bot would lose its access to the Dropbox of {account}, here and at Dropbox. Nobody here would get an answer, and digests would be silent, until somebody connects again. The files in Dropbox stay as they are.",
        { account: sayStored(accountName) },
      ),
    ),
    actions(
      command(say("Disconnect"), "/dropbox disconnect sure", { style: "danger" }),
      command(say("Status"), "/dropbox status"),
    ),
  );
}

function notConnected() {
  return refusing(
    paragraph(say("No Dropbox is connected.")),
    actions(command(say("Connect"), "/dropbox connect", { style: "primary" })),
  );
}

function connectionFields({
  accountName,
  accountEmail,
  path,
  rootKind,
  state,
  stateSince,
  refusal,
  country,
}: ConnectionRecord): Block {
  const time = instant(stateSince);
  return fields([
    [say("Account"), accountEmail === "" ? sayStored(accountName) : `${accountName} (${accountEmail})`],
    [
      say("State"),
      ...(state === "connected"
        ? sayParts("connected since {time}", { time })
        : [
            ...sayParts("Dropbox has refused the bot's access since {time}.", { time }),
            ` ${refusal === null ? say("/dropbox connect mends it.") : sayStored(refusal)}`,
          ]),
    ],
    [say("Reads"), readsOf({ path, rootKind })],
    ...(country === null ? [] : [[say("Country of files without one"), country] as const]),
  ]);
}

function readsOf({ path, rootKind }: Pick<ConnectionRecord, "path" | "rootKind">): string {
  if (path === null) return say("nothing but names, until somebody chooses with /dropbox use");
  if (path !== "") return path;
  return rootKind === "app-folder"
    ? say("everything in the bot's folder")
    : say("everything in this Dropbox");
}

function fileLine(file: Parameters<typeof countsOfFile>[0]) {
  return [strong(file.name), ` · ${countsOfFile(file)}`];
}
