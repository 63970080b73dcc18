// `/dropbox connect` and the form for its code: once, and it stays connected.

import { EXPORTS } from "../../dropbox/data-file.ts";
import {
  actions,
  command,
  heading,
  joined,
  link,
  list,
  note,
  paragraph,
  privately,
} from "../../reply/build.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import type { ConnectionRecord } from "../../store/connections.ts";
import { say, sayParts, wording } from "../../wording/say.ts";
import { type Command, type CommandContext, defineCommand } from "../serve/define.ts";
import { choiceBlocks, filesIn, nameOf } from "./choice.ts";
import { refreshBlocks, thenBlocks } from "./outcome.ts";
import type { DropboxServices } from "./services.ts";

export function connectCommands(services: DropboxServices): readonly Command[] {
  const { connections } = services;
  const connect = defineCommand({
    path: ["dropbox", "connect"],
    summary: wording("Connect the Dropbox folder that holds the news"),
    role: "admin",
    answers: "message",
    examples: ["/dropbox connect"],
    options: {},
    async handler(_values, { invocation }): Promise<Reply> {
      const { url, way, access, mayExport } = await connections.begin(invocation.workspace, invocation.actor);
      const writes = mayExport
        ? say(
            "It may also write: what /news export … dropbox makes goes into the folder {folder}, beside what is there.",
            { folder: EXPORTS.folder },
          )
        : undefined;
      const reads =
        access === "app-folder"
          ? say("The bot may read the files of its own app folder, nothing else.")
          : say(
              "The app has full access: the bot may read every file of that Dropbox. It reads nothing but names until you choose a path, and then only that path.",
            );
      return privately(
        heading(say("Connect the news folder")),
        list(
          [
            sayParts("Open this link and press Allow: {link}", { link: link(url, url) }),
            [
              way === "paste"
                ? say("Dropbox shows a code. Paste it into the form.")
                : say("Dropbox brings you back to a page that says to whom it is lent. Press Connect there."),
            ],
          ],
          true,
        ),
        actions(
          { type: "link", label: say("Open Dropbox"), url },
          ...(way === "paste" ? [command(say("Enter code"), "/dropbox code", { style: "primary" })] : []),
        ),
        note(joined(say("The link works for 10 minutes. Only you see this."), reads, writes)),
      );
    },
  });

  const enterCode = defineCommand({
    path: ["dropbox", "code"],
    summary: wording("Enter the code that Dropbox showed"),
    role: "admin",
    answers: "form",
    examples: ["/dropbox code"],
    // Takes typed words too, so that a code in a command is answered with the form and not repeated in a sentence.
    options: {
      code: {
        kind: "text",
        summary: wording("The code"),
        hidden: true,
        rest: true,
        maxLength: 500,
        secret: true,
      },
    },
    async handler({ code: pasted }, context): Promise<Reply> {
      const { invocation } = context;
      // A code is a secret: typed into a command it would stay in the channel's history.
      if (pasted === undefined || invocation.input.type !== "form") return codeForm();
      const { workspace, actor, place } = invocation;
      const connection = await connections.finishWithCode(workspace, actor.id, place, pasted);
      const { accountName, accountEmail } = connection;
      return privately(
        paragraph(say("Connected as {name} ({email}).", { name: accountName, email: accountEmail })),
        ...(await thenBlocks(services, "/dropbox refresh", () => foundBlocks(services, connection, context))),
      );
    },
  });
  return [connect, enterCode];
}

function codeForm(): Reply {
  return privately({
    type: "form",
    title: say("Code from Dropbox"),
    submit: say("Connect"),
    command: "/dropbox code",
    fields: [
      {
        kind: "text",
        name: "code",
        label: say("Code"),
        hint: say("Dropbox showed it after Allow"),
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
        say(
          "No parquet file is there yet. Put the files into the bot's Dropbox folder; they are read within seconds.",
        ),
      ),
    ];
  return [
    paragraph(
      say("Found {count, plural, one {# file} other {# files}} in {folder}. Using all of them:", {
        count: total,
        folder: nameOf(chosen),
      }),
    ),
    ...(await refreshBlocks(services, context)),
    note(say("Change it with /dropbox use <path>.")),
    actions(command(say("Top news"), "/news top"), command(say("Files"), "/dropbox files")),
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
  return say(
    "{name} asked for this in {borrower}. If you go on, everybody there gets answers from the news files in your Dropbox.",
    { name: actorName || say("Somebody"), borrower },
  );
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
  return say(
    "Connected as {name} ({email}), for {borrower}. Go back to the chat: /dropbox files shows what was found.",
    { name: accountName, email: accountEmail, borrower },
  );
}
