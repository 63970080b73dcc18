// What goes over the local socket of a data directory: questions typed beside the process that holds it, and their
// answers, as HTTP over a Unix socket. A line that is only begun asks for its ends.

import { join, relative } from "node:path";
import { z } from "zod";
import { replySchema } from "../reply/stored.ts";

/** A command of 1,000 characters and a form are far smaller. */
export const LONGEST_QUESTION_BYTES = 64 * 1024;

/** sun_path, `man 7 unix`: 108 bytes with the final zero, and 104 on macOS. */
const LONGEST_PATH_BYTES = 103;

/** The reader's, as their machine is set. */
const locale = z.string().max(100).exactOptional();

export const questionSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string(), locale }),
  z.object({ type: z.literal("said"), text: z.string(), conversation: z.string().max(100), locale }),
  z.object({ type: z.literal("form"), code: z.string(), values: z.record(z.string(), z.string()), locale }),
  z.object({ type: z.literal("begun"), line: z.string() }),
]);
export type Question = z.infer<typeof questionSchema>;

/** The lines that what is typed so far may become, and the part of it that they complete. */
const endsSchema = z.tuple([z.array(z.string()), z.string()]);
export type Ends = z.infer<typeof endsSchema>;

/** One line of an answer: what is shown meanwhile, and the reply at its end; for a line that is begun, its ends. */
export const answerLineSchema = z.union([
  z.object({ progress: replySchema }),
  z.object({ reply: replySchema }),
  z.object({ ends: endsSchema }),
]);
export type AnswerLine = z.infer<typeof answerLineSchema>;

/** Where the socket is; undefined where there can be none: on Windows, and too deep in the file system. */
export function socketPathOf(dataDirectory: string): string | undefined {
  if (process.platform === "win32") return undefined;
  const absolute = join(dataDirectory, "questions.sock");
  const near = relative(process.cwd(), absolute);
  const path = [absolute, near].find((candidate) => Buffer.byteLength(candidate) <= LONGEST_PATH_BYTES);
  return path;
}
