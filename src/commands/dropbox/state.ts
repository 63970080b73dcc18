// `/dropbox status`, `files` and `disconnect`: what is connected, what it holds, and ending it.

import {
  actions,
  command,
  fields,
  heading,
  list,
  note,
  paragraph,
  privately,
  refusing,
  strong,
} from "../../reply/build.ts";
import { formatInstant } from "../../reply/dates.ts";
import type { Block } from "../../reply/reply.ts";
import type { ConnectionRecord } from "../../store/connections.ts";
import { countsOfFile, overlapBlocks, unreadBlocks } from "../data-files.ts";
import { heldBlocks } from "../held-files.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { choiceBlocks, nameOf } from "./choice.ts";
import type { DropboxServices } from "./services.ts";

/** Files on one page of `/dropbox files`. */
const FILES_A_PAGE = 20;

export function stateCommands({ connections, keyIsGenerated }: DropboxServices): readonly Command[] {
  const status = defineCommand({
    path: ["dropbox", "status"],
    summary: "What is connected and whether it works",
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
                `${problem.sentence} Since ${formatInstant(problem.since, "UTC")}${manifest === undefined ? "." : "; the last good news is still served."}`,
              ),
            ]),
        ...heldBlocks(held),
        ...(building ? [paragraph("Files are being read now.")] : []),
        note(
          manifest === undefined
            ? "No news was read yet."
            : `The news was read ${formatInstant(manifest.builtAt, "UTC")}.`,
        ),
        ...(keyIsGenerated
          ? [
              note(
                "Stored secrets are sealed with a key in the data directory. Set SECRET_KEY to keep the key somewhere else.",
              ),
            ]
          : []),
      );
    },
  });

  const files = defineCommand({
    path: ["dropbox", "files"],
    summary: "The files that make up the news, their counts and overlaps",
    role: "admin",
    answers: "message",
    examples: ["/dropbox files", "/dropbox files page 2"],
    options: { page: { kind: "integer", summary: "Which page, 1 to 50", min: 1, max: 50 } },
    async handler({ page = 1 }, { invocation: { workspace }, news }) {
      const connection = await connections.ownOf(workspace);
      if (connection?.path === null) {
        const { folders, chosen } = await connections.chooseObvious(workspace);
        return privately(
          heading("Files", "Dropbox"),
          ...(chosen === undefined
            ? choiceBlocks(connection, folders)
            : [paragraph(`Using ${nameOf(chosen)}. /dropbox refresh reads it now.`)]),
        );
      }
      const { manifest, refused, held, description } = await news.status();
      if (manifest === undefined)
        return privately(paragraph("No file was read yet. /dropbox refresh looks for them now."));
      const first = (page - 1) * FILES_A_PAGE;
      const shown = manifest.files.slice(first, first + FILES_A_PAGE);
      return privately(
        heading("Files", description),
        ...(shown.length === 0 ? [paragraph("There is no such page.")] : [list(shown.map(fileLine))]),
        ...(held.length === 0 ? [] : [heading("Held back"), ...heldBlocks(held)]),
        ...(refused.length === 0 ? [] : [heading("Not read"), list(refused.map(({ reason }) => [reason]))]),
        ...unreadBlocks(manifest),
        ...overlapBlocks(manifest),
        note(
          `${Math.min(first + 1, manifest.files.length)}–${first + shown.length} of ${manifest.files.length}`,
        ),
        ...(first + shown.length < manifest.files.length
          ? [actions(command("More", `/dropbox files page ${page + 1}`))]
          : []),
      );
    },
  });

  const disconnect = defineCommand({
    path: ["dropbox", "disconnect"],
    summary: "End the connection, here and at Dropbox",
    role: "admin",
    answers: "message",
    examples: ["/dropbox disconnect"],
    options: { sure: { kind: "flag", summary: "Does it without asking once more" } },
    async handler({ sure }, { invocation: { workspace, actor } }) {
      const connection = await connections.ownOf(workspace);
      if (connection !== undefined && sure !== true) return reallyDisconnect(connection);
      if (await connections.disconnect(workspace, actor.name))
        return privately(
          paragraph(
            "Dropbox is disconnected and the stored access is deleted. The files in Dropbox are as they were.",
          ),
          actions(command("Connect again", "/dropbox connect")),
        );
      const shared = await connections.of(workspace);
      if (shared === undefined) return notConnected();
      return refusing(
        paragraph(
          `This connection comes from the bot's environment. Whoever runs the bot ends it by removing ${shared.place}.`,
        ),
      );
    },
  });
  return [status, files, disconnect];
}

function reallyDisconnect({ accountName }: ConnectionRecord) {
  return privately(
    heading("Disconnect Dropbox?"),
    paragraph(
      `The bot would lose its access to the Dropbox of ${accountName}, here and at Dropbox. Nobody here would get an answer, and digests would be silent, until somebody connects again. The files in Dropbox stay as they are.`,
    ),
    actions(
      command("Disconnect", "/dropbox disconnect sure", { style: "danger" }),
      command("Status", "/dropbox status"),
    ),
  );
}

function notConnected() {
  return refusing(
    paragraph("No Dropbox is connected."),
    actions(command("Connect", "/dropbox connect", { style: "primary" })),
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
  const since = formatInstant(stateSince, "UTC");
  return fields([
    ["Account", accountEmail === "" ? accountName : `${accountName} (${accountEmail})`],
    [
      "State",
      state === "connected"
        ? `connected since ${since}`
        : `Dropbox has refused the bot's access since ${since}. ${refusal ?? "/dropbox connect mends it."}`,
    ],
    ["Reads", readsOf({ path, rootKind })],
    ...(country === null ? [] : [["Country of files without one", country] as const]),
  ]);
}

function readsOf({ path, rootKind }: Pick<ConnectionRecord, "path" | "rootKind">): string {
  if (path === null) return "nothing but names, until somebody chooses with /dropbox use";
  if (path !== "") return path;
  return rootKind === "app-folder" ? "everything in the bot's folder" : "everything in this Dropbox";
}

function fileLine(file: Parameters<typeof countsOfFile>[0]) {
  return [strong(file.name), ` · ${countsOfFile(file)}`];
}
