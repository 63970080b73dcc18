// `/dropbox connect` and the form for its code: once, and it stays connected.

import { EXPORTS } from "../../dropbox/data-file.ts";
import {
  actions,
  command,
  counted,
  heading,
  link,
  list,
  note,
  paragraph,
  privately,
} from "../../reply/build.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import type { ConnectionRecord } from "../../store/connections.ts";
import { type Command, type CommandContext, defineCommand } from "../serve/define.ts";
import { choiceBlocks, filesIn, nameOf } from "./choice.ts";
import { refreshBlocks, thenBlocks } from "./outcome.ts";
import type { DropboxServices } from "./services.ts";

export function connectCommands(services: DropboxServices): readonly Command[] {
  const { connections } = services;
  const connect = defineCommand({
    path: ["dropbox", "connect"],
    summary: "Connect the Dropbox folder that holds the news",
    role: "admin",
    answers: "message",
    examples: ["/dropbox connect"],
    options: {},
    async handler(_values, { invocation }): Promise<Reply> {
      const { url, way, access, mayExport } = await connections.begin(invocation.workspace, invocation.actor);
      const writes = mayExport
        ? ` It may also write: what /news export … dropbox makes goes into the folder ${EXPORTS.folder}, beside what is there.`
        : "";
      const reads =
        access === "app-folder"
          ? "The bot may read the files of its own app folder, nothing else."
          : "The app has full access: the bot may read every file of that Dropbox. It reads nothing but names until you choose a path, and then only that path.";
      return privately(
        heading("Connect the news folder"),
        list(
          [
            ["Open this link and press Allow: ", link(url, url)],
            [
              way === "paste"
                ? "Dropbox shows a code. Paste it into the form."
                : "Dropbox brings you back to a page that says to whom it is lent. Press Connect there.",
            ],
          ],
          true,
        ),
        actions(
          { type: "link", label: "Open Dropbox", url },
          ...(way === "paste" ? [command("Enter code", "/dropbox code", { style: "primary" })] : []),
        ),
        note(`The link works for 10 minutes. Only you see this. ${reads}${writes}`),
      );
    },
  });

  const enterCode = defineCommand({
    path: ["dropbox", "code"],
    summary: "Enter the code that Dropbox showed",
    role: "admin",
    answers: "form",
    examples: ["/dropbox code"],
    // Takes typed words too, so that a code in a command is answered with the form and not repeated in a sentence.
    options: {
      code: { kind: "text", summary: "The code", hidden: true, rest: true, maxLength: 500, secret: true },
    },
    async handler({ code: pasted }, context): Promise<Reply> {
      const { invocation } = context;
      // A code is a secret: typed into a command it would stay in the channel's history.
      if (pasted === undefined || invocation.input.type !== "form") return codeForm();
      const { workspace, actor, place } = invocation;
      const connection = await connections.finishWithCode(workspace, actor.id, place, pasted);
      const { accountName, accountEmail } = connection;
      return privately(
        paragraph(`Connected as ${accountName} (${accountEmail}).`),
        ...(await thenBlocks(services, "/dropbox refresh", () => foundBlocks(services, connection, context))),
      );
    },
  });
  return [connect, enterCode];
}

function codeForm(): Reply {
  return privately({
    type: "form",
    title: "Code from Dropbox",
    submit: "Connect",
    command: "/dropbox code",
    fields: [
      {
        kind: "text",
        name: "code",
        label: "Code",
        hint: "Dropbox showed it after Allow",
        required: true,
        secret: true,
      },
    ],
  });
}

/** Says what was found; one obvious data set is used at once. */
async function foundBlocks(
  services: DropboxServices,
  connection: ConnectionRecord,
  context: CommandContext,
): Promise<readonly Block[]> {
  const { connections } = services;
  const { workspace, path } = connection;
  if (path !== null) return refreshBlocks(services, context);
  const { folders, chosen } = await connections.chooseObvious(workspace);
  if (chosen === undefined) return choiceBlocks(connection, folders);
  const total = filesIn(folders);
  if (total === 0)
    return [
      paragraph(
        "No parquet file is there yet. Put the files into the bot's Dropbox folder; they are read within seconds.",
      ),
    ];
  return [
    paragraph(`Found ${counted(total, "file")} in ${nameOf(chosen)}. Using all of them:`),
    ...(await refreshBlocks(services, context)),
    note("Change it with /dropbox use <path>."),
    actions(command("Top news", "/news top"), command("Files", "/dropbox files")),
  ];
}

/** What the browser shows before anything is connected: who asked, and who will read the files. Plain text. */
export function lendingText({
  actorName,
  borrower,
}: {
  readonly actorName: string;
  readonly borrower: string;
}): string {
  return `${actorName || "Somebody"} asked for this in ${borrower}. If you go on, everybody there gets answers from the news files in your Dropbox.`;
}

/** The sentence in the browser that brought the code back; what was found is told in the chat. */
export async function connectedByRedirect(
  { connections, log }: Pick<DropboxServices, "connections" | "log">,
  { workspace, accountName, accountEmail }: ConnectionRecord,
  borrower: string,
): Promise<string> {
  // Connected it is, whatever comes of this: /dropbox files does it again.
  await connections
    .chooseObvious(workspace)
    .catch((error: unknown) => log.warn({ err: error, workspace }, "nothing was chosen yet"));
  return `Connected as ${accountName} (${accountEmail}), for ${borrower}. Go back to the chat: /dropbox files shows what was found.`;
}
