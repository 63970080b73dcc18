// Hands what is typed to the process that holds the data directory, and brings its answers back.

import { once } from "node:events";
import type { ClientRequest, IncomingMessage } from "node:http";
import { createInterface } from "node:readline";
import type { Host } from "../../adapters/adapter.ts";
import type { LineCompleter } from "../commands/serve/complete-line.ts";
import { AppError } from "../errors.ts";
import type { Invocation } from "../platform/invocation.ts";
import type { Reply } from "../reply/reply.ts";
import { type AnswerLine, answerLineSchema, type Question, socketPathOf } from "./questions-socket.ts";

/** Longer than any command may take. */
const ANSWER_MS = 150_000;

/** Router, codes and completion that ask another process. */
export interface Holder extends Pick<Host, "router" | "codes"> {
  readonly completeLine: LineCompleter;
}

/** The process that holds a data directory, if it takes questions. */
export async function holderAt(dataDirectory: string): Promise<Holder | undefined> {
  const path = socketPathOf(dataDirectory);
  if (path === undefined || !(await listensAt(path))) return undefined;
  return {
    async completeLine(line) {
      for await (const said of saidTo(path, { type: "begun", line })) if ("ends" in said) return said.ends;
      return [[], line];
    },
    router: {
      commands: [],
      async handle(invocation, { progress }) {
        return asked(path, questionOf(invocation), progress);
      },
      drain: async () => undefined,
    },
    codes: {
      // Between two processes of one machine a code may be as long as its command.
      async codesOf(_workspace, { blocks }) {
        const commands = blocks.flatMap((block) => {
          if (block.type === "form") return [block.command];
          if (block.type !== "actions" && block.type !== "article") return [];
          return block.actions.flatMap((action) => (action.type === "command" ? [action.command] : []));
        });
        return new Map(commands.map((command) => [command, `c1:${command}`]));
      },
      async commandOf(_workspace, code) {
        return code.replace(/^c1:/, "");
      },
    },
  };
}

function questionOf({ input, actor: { locale } }: Invocation): Question {
  const reader = locale === undefined ? {} : { locale };
  switch (input.type) {
    case "text":
    case "said":
    case "form":
      return { ...input, ...reader };
    case "action":
      return { type: "text", text: input.code.replace(/^c1:/, ""), ...reader };
    case "options":
      throw new AppError("internal", "Fields are not handed over.");
  }
}

/** Whether anybody answers there: after a crash the file stays behind. */
async function listensAt(path: string): Promise<boolean> {
  try {
    const response = await responseTo(open(path, "GET"));
    response.resume();
    return true;
  } catch {
    return false;
  }
}

function open(path: string, method: "GET" | "POST"): ClientRequest {
  // It brings Node's fetch along, a twentieth of a second: loaded only where there is somebody to ask.
  const { request } = process.getBuiltinModule("node:http");
  return request({ socketPath: path, path: "/", method, timeout: ANSWER_MS });
}

async function responseTo(request: ClientRequest, body = ""): Promise<IncomingMessage> {
  request.once("timeout", () => request.destroy(new Error("no answer")));
  request.end(body);
  const [response]: IncomingMessage[] = await once(request, "response");
  if (response === undefined) throw new Error("no response");
  return response;
}

/** What the holder says to a question, line by line. */
async function* saidTo(path: string, question: Question): AsyncGenerator<AnswerLine> {
  const response = await responseTo(open(path, "POST"), JSON.stringify(question));
  for await (const line of createInterface({ input: response }))
    yield answerLineSchema.parse(JSON.parse(line));
}

async function asked(path: string, question: Question, progress: (reply: Reply) => void): Promise<Reply> {
  try {
    for await (const said of saidTo(path, question)) {
      if ("reply" in said) return said.reply;
      if ("progress" in said) progress(said.progress);
    }
    throw new Error("it ended without a reply");
  } catch (error) {
    throw new AppError(
      "busy",
      "The bot that holds these data was stopped before it answered. Whether it did what was asked is not known: ask again.",
      { retryable: true, cause: error },
    );
  }
}
