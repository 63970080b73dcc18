// What Dropbox says when it refuses: read from status, headers and body, found in the table, and told to people.

import { DropboxResponseError } from "dropbox";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { say } from "../wording/say.ts";
import type { RefusalRow } from "./refusal-row.ts";
import { REFUSALS, type RefusalName } from "./refusals.ts";
import { stopped } from "./stopped.ts";

/** An answer that is not a result. */
export interface Refusal {
  readonly status: number;
  /** `path/not_found`; empty when the body says nothing to a program. */
  readonly summary: string;
  /** A sentence for people that Dropbox gave along. */
  readonly said?: string;
  /** The body is a web page. */
  readonly isPage?: boolean;
  /** The scope that is missing. */
  readonly requiredScope?: string;
  /** Where the paths of the account begin by now. */
  readonly rootNamespaceId?: string;
  /** How much of an upload has arrived. */
  readonly correctOffset?: number;
  /** How long Dropbox asks to wait. */
  readonly retryAfterMs?: number;
}

/** What was being done, for the sentence. */
export interface Doing {
  /** The file or folder as people know it: `/data/Estonia_master.parquet.gzip`. */
  readonly name?: string;
  /** The content of that one file was asked for. */
  readonly isFile?: boolean;
  /** That file was put there. */
  readonly isExport?: boolean;
  readonly signal?: AbortSignal | undefined;
}

const bodySchema = z.object({
  error_summary: z.string().optional(),
  user_message: z.object({ text: z.string() }).optional().catch(undefined),
  error: z
    .object({
      required_scope: z.string().optional(),
      retry_after: z.number().nonnegative().optional(),
      correct_offset: z.number().nonnegative().optional(),
      invalid_root: z.object({ root_namespace_id: z.string().min(1) }).optional(),
    })
    .optional()
    .catch(undefined),
});

/** Of what Dropbox says itself. */
const LONGEST_SAYING = 200;

/** Only what can be read: a body is either JSON text, that text parsed, or a page for people. */
export function readRefusal(status: number, headers: Headers, body: unknown): Refusal {
  const parsed = bodySchema.safeParse(typeof body === "string" ? parseJson(body) : body);
  const told = parsed.success ? parsed.data : {};
  const text = parsed.success || typeof body !== "string" ? (told.user_message?.text ?? "") : body;
  const isPage = text.trimStart().startsWith("<");
  const said = isPage ? "" : sayingOf(text);
  const retryAfterMs = waitOf(headers, told.error?.retry_after);
  const {
    required_scope: requiredScope,
    invalid_root: root,
    correct_offset: correctOffset,
  } = told.error ?? {};
  return {
    status,
    // Ends with `/` and random dots, which exist to keep programs from comparing it whole.
    summary: /^[a-z_]+(\/[a-z_]+)*/.exec(told.error_summary ?? "")?.[0] ?? "",
    ...(said === "" ? {} : { said }),
    ...(isPage ? { isPage } : {}),
    ...(requiredScope === undefined ? {} : { requiredScope }),
    ...(root === undefined ? {} : { rootNamespaceId: root.root_namespace_id }),
    ...(correctOffset === undefined ? {} : { correctOffset }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** One line of what was said, without what may be a secret, and not for long. */
function sayingOf(text: string): string {
  const line = text
    .replace(/^Error in call to API function "[^"]*":/, "")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/[\w.~+/=-]{40,}/g, "…")
    .trim();
  return line.length > LONGEST_SAYING ? `${line.slice(0, LONGEST_SAYING - 1).trimEnd()}…` : line;
}

/** The wait that a refusal asks for, in its header or its body; the longer one when they differ. */
export function retryAfterMsOf(headers: Headers, body: string): number | undefined {
  return readRefusal(0, headers, body).retryAfterMs;
}

/** Whether a 401 means that the access token opens nothing (any more), so that a new one may help. */
export function isRefusedToken({ status, summary }: Refusal): boolean {
  return status === 401 && (summary === "expired_access_token" || summary === "invalid_access_token");
}

/** The row of a refusal. `oauth`: what a token was asked for, and the `error` that the answer names. */
function rowOf(refusal: Refusal, { isFile = false, isExport = false }: Doing, oauth?: string): RefusalName {
  const fits = ({ sign }: RefusalRow): boolean => {
    if (sign === undefined || (sign.oauth === undefined) !== (oauth === undefined)) return false;
    if (sign.oauth !== undefined) return oauth?.startsWith(sign.oauth) ?? false;
    const { status, tag = "", text } = sign;
    return (
      (status === undefined || (status === "5xx" ? refusal.status >= 500 : refusal.status === status)) &&
      refusal.summary.startsWith(tag) &&
      (text === undefined || text.test(refusal.said ?? "")) &&
      (sign.page !== true || refusal.isPage === true) &&
      (sign.ofFile !== true || isFile) &&
      (sign.ofExport !== true || isExport)
    );
  };
  const names = Object.keys(REFUSALS).filter(isRefusalName);
  return names.find((name) => fits(REFUSALS[name])) ?? "other";
}

function isRefusalName(name: string): name is RefusalName {
  return Object.hasOwn(REFUSALS, name);
}

/** A refusal in a sentence: what happened, and what to do. */
export function refusalError(refusal: Refusal, doing: Doing, oauth?: string): AppError {
  const { status, summary, said, retryAfterMs } = refusal;
  const name = rowOf(refusal, doing, oauth);
  return errorOf(
    name,
    {
      thing: thingOf(doing),
      status: String(status),
      tag: summary,
      scope: refusal.requiredScope ?? summary,
      said: said === undefined ? "" : `: ${said.replace(/[.\s]+$/, "")}`,
      wait: retryAfterMs === undefined ? "" : ` ${waitText(retryAfterMs, name === "down")}`,
    },
    {
      cause: new Error(`Dropbox answered ${status} ${summary}`.trimEnd()),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
  );
}

/** What a row may name, where it is not known. */
const UNKNOWN = { thing: "", status: "", tag: "", scope: "", said: "", wait: "", times: "" };

/** The error of a row, its sentence filled in. */
export function errorOf(
  name: RefusalName,
  values: Readonly<Record<string, string>> = {},
  { cause, retryAfterMs }: { readonly cause?: unknown; readonly retryAfterMs?: number } = {},
): AppError {
  const { sentence, code, passes, state } = REFUSALS[name];
  return new AppError(code, say(sentence, { ...UNKNOWN, ...values }).replace(/\s+\)/g, ")"), {
    retryable: passes,
    // Failures of one outage are one trouble, however they differ.
    trouble: state === "outage" || state === "refused" ? state : name,
    ...(cause === undefined ? {} : { cause }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function thingOf({ name, isFile }: Doing): string {
  if (name === undefined) return say("This");
  if (name === "") return isFile === true ? say("This file") : say("The Dropbox folder");
  return name;
}

/** `for 40 seconds`, `for 5 minutes`; where it is not said yet that it asks for that: `and asks to wait for 40 seconds`. */
function waitText(ms: number, isAsking: boolean): string {
  const time = spanText(ms);
  return isAsking ? say("and asks to wait for {time}", { time }) : say("for {time}", { time });
}

function spanText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return say("{seconds, plural, one {# second} other {# seconds}}", { seconds });
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return say("{minutes, plural, one {# minute} other {# minutes}}", { minutes });
  return say("{hours, plural, one {# hour} other {# hours}}", { hours: Math.ceil(minutes / 60) });
}

/** Dropbox answered, but not in a form of the API. */
export function unintelligible(cause: unknown): AppError {
  // Its name only: a parser's message may quote the answer.
  return errorOf("page", {}, { cause: new Error(cause instanceof Error ? cause.name : "unknown") });
}

/** The refusal behind what the SDK threw; undefined when it is none. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof DropboxResponseError)) return undefined;
  const headers: unknown = error.headers;
  return readRefusal(error.status, headers instanceof Headers ? headers : new Headers(), error.error);
}

/** Makes an AppError of whatever a call through the SDK threw. */
export function toAppError(error: unknown, doing: Doing): AppError {
  if (error instanceof AppError) return error;
  if (doing.signal?.aborted) return stopped();
  const refusal = refusalOf(error);
  return refusal === undefined ? unintelligible(error) : refusalError(refusal, doing);
}

function waitOf(headers: Headers, inBodySeconds: number | undefined): number | undefined {
  const inHeader = headers.get("retry-after")?.trim() ?? "";
  const seconds = [inBodySeconds, /^\d{1,6}$/.test(inHeader) ? Number(inHeader) : undefined].filter(
    (value) => value !== undefined,
  );
  return seconds.length === 0 ? undefined : Math.max(...seconds) * 1000;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
