// The process that holds a data directory answers what is typed beside it: `ask` hands its commands over, so that one
// process alone changes the state. Whoever may open the socket owns the data, as at a terminal.

import { chmod, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { terminalInvocation } from "../../adapters/terminal/in/read.ts";
import type { LineCompleter } from "../commands/serve/complete-line.ts";
import type { Router } from "../commands/serve/router.ts";
import { AppError, messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import {
  type AnswerLine,
  LONGEST_QUESTION_BYTES,
  type Question,
  questionSchema,
  socketPathOf,
} from "./questions-socket.ts";

/** How long a question may take to arrive. */
const ARRIVAL_MS = 5_000;
export const MOST_QUESTIONS = 32;

export interface Questions {
  /** Takes no more questions, and resolves when those under way are answered. */
  close(): Promise<void>;
}

/** Only for the holder of the lock: a socket that a crash left is replaced. Where there can be none, the log says so. */
export async function takeQuestions({
  dataDirectory,
  router,
  complete,
  log,
}: {
  readonly dataDirectory: string;
  readonly router: Pick<Router, "handle">;
  readonly complete: LineCompleter;
  readonly log: Logger;
}): Promise<Questions> {
  const path = socketPathOf(dataDirectory);
  if (path === undefined) {
    log.warn("commands of `npm run ask` cannot be taken here: DATA_DIR can have no socket");
    return { close: async () => undefined };
  }
  const server = createServer(
    { requestTimeout: ARRIVAL_MS, headersTimeout: ARRIVAL_MS },
    (request, response) => {
      // Somebody looks whether anybody is here, and asks nothing yet.
      if (request.method === "GET") return void response.writeHead(204).end();
      answer(request, response).catch((error: unknown) => {
        log.warn({ err: error }, "a question at the socket was not answered");
        if (!response.headersSent) response.writeHead(error instanceof AppError ? 400 : 500);
        response.end(messageOf(error));
      });
    },
  );
  server.maxConnections = MOST_QUESTIONS;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question = await questionOf(request);
    response.writeHead(200, { "content-type": "application/x-ndjson" });
    const tell = (line: AnswerLine): void => void response.write(`${JSON.stringify(line)}\n`);
    if (question.type === "begun") tell({ ends: await complete(question.line) });
    else {
      const { locale, ...input } = question;
      const reply = await router.handle(terminalInvocation(input, locale), {
        progress: (progress) => tell({ progress }),
      });
      tell({ reply });
    }
    response.end();
  }

  await rm(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    // The file is made while this runs, so that it is never anybody else's to open.
    const before = process.umask(0o177);
    server.listen(path, () => resolve());
    process.umask(before);
  });
  await chmod(path, 0o600);
  return {
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeIdleConnections();
      await closed;
    },
  };
}

async function questionOf(request: IncomingMessage): Promise<Question> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > LONGEST_QUESTION_BYTES) throw new AppError("bad-input", "That question is too long.");
    chunks.push(chunk);
  }
  try {
    return questionSchema.parse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  } catch (error) {
    throw new AppError("bad-input", "That is no question.", { cause: error });
  }
}
