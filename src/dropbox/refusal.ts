// What Dropbox says when it refuses: read from status, headers and body, and told to people.

import { DropboxResponseError } from "dropbox";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { stopped } from "./stopped.ts";

/** An answer that is not a result. */
export interface Refusal {
  readonly status: number;
  /** `path/not_found`; empty when the body says nothing to a program. */
  readonly summary: string;
  /** The scope that is missing. */
  readonly requiredScope?: string;
  /** How long Dropbox asks to wait. */
  readonly retryAfterMs?: number;
}

/** What was being done, for the sentence. */
export interface Doing {
  /** The file or folder as people know it: `/data/Estonia_master.parquet.gzip`. */
  readonly name?: string;
  readonly signal?: AbortSignal | undefined;
}

const bodySchema = z.object({
  error_summary: z.string().optional(),
  error: z
    .object({ required_scope: z.string().optional(), retry_after: z.number().nonnegative().optional() })
    .optional()
    .catch(undefined),
});

/** Only what can be read: a body is either JSON text, that text parsed, or a page for people. */
export function readRefusal(status: number, headers: Headers, body: unknown): Refusal {
  const parsed = bodySchema.safeParse(typeof body === "string" ? parseJson(body) : body);
  const said = parsed.success ? parsed.data : {};
  const retryAfterMs = waitOf(headers, said.error?.retry_after);
  return {
    status,
    // Ends with `/` and random dots, which exist to keep programs from comparing it whole.
    summary: /^[a-z_]+(\/[a-z_]+)*/.exec(said.error_summary ?? "")?.[0] ?? "",
    ...(said.error?.required_scope === undefined ? {} : { requiredScope: said.error.required_scope }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** The wait that a refusal asks for, in its header or its body; the longer one when they differ. */
export function retryAfterMsOf(headers: Headers, body: string): number | undefined {
  return readRefusal(0, headers, body).retryAfterMs;
}

/** Whether a 401 means that the access token opens nothing (any more), so that a new one may help. */
export function isRefusedToken({ status, summary }: Refusal): boolean {
  return status === 401 && (summary === "expired_access_token" || summary === "invalid_access_token");
}

/** A refusal in a sentence: what happened, and what to do. */
export function refusalError(refusal: Refusal, { name }: Doing): AppError {
  const { status, summary, retryAfterMs } = refusal;
  const cause = new Error(`Dropbox answered ${status} ${summary}`.trimEnd());
  const thing = name === undefined ? "This" : name === "" ? "The Dropbox folder" : name;
  if (refusal.requiredScope !== undefined) {
    return new AppError(
      "needs-reconnect",
      `Dropbox does not let the bot do this without the permission ${refusal.requiredScope}. Tick it on the Permissions tab of the Dropbox app, then connect again with /dropbox connect.`,
      { cause },
    );
  }
  if (status === 401) {
    return new AppError(
      "needs-reconnect",
      "Dropbox refuses the bot's access. An admin can mend it with /dropbox connect.",
      { cause },
    );
  }
  if (status === 429) {
    const wait = retryAfterMs === undefined ? "" : ` for ${Math.ceil(retryAfterMs / 1000)} seconds`;
    return new AppError(
      "dropbox",
      `Dropbox is getting too many requests and asks to wait${wait}. Try again after that.`,
      { retryable: true, cause, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
    );
  }
  if (status >= 500) {
    return new AppError(
      "dropbox",
      `Dropbox has trouble of its own (error ${status}). Try again in a few minutes.`,
      { retryable: true, cause, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
    );
  }
  switch (summary) {
    case "path/not_found":
      return new AppError(
        "not-found",
        `${thing} is not in Dropbox. Check the name; /dropbox files shows what is there.`,
        { cause },
      );
    case "path/not_folder":
      return new AppError("not-found", `${thing} is no folder.`, { cause });
    case "path/not_file":
      return new AppError("not-found", `${thing} is no file.`, { cause });
    case "path/malformed_path":
      return new AppError("bad-input", `${thing} is no path that Dropbox can have. An example is /data.`, {
        cause,
      });
    case "path/restricted_content":
    case "path/unsupported_content_type":
    case "unsupported_file":
      return new AppError("file-refused", `Dropbox does not give out ${name ?? "this file"} (${summary}).`, {
        cause,
      });
    case "path/locked":
      return new AppError("file-refused", `${thing} is locked in Dropbox just now.`, {
        retryable: true,
        cause,
      });
    case "reset":
      return new AppError(
        "dropbox",
        "The Dropbox folder changed too much while it was being listed. Try again in a moment.",
        { retryable: true, cause },
      );
    default:
      return new AppError(
        "dropbox",
        `Dropbox did not accept the request${name ? ` for ${name}` : ""} (${status}${summary === "" ? "" : ` ${summary}`}).`,
        { cause },
      );
  }
}

/** Dropbox answered, but not in a form of the API. */
export function unintelligible(cause: unknown): AppError {
  return new AppError(
    "dropbox",
    "Dropbox answered in a form that the bot does not know. If this stays, something between the bot and Dropbox may change its answers.",
    // Its name only: a parser's message may quote the answer.
    { retryable: true, cause: new Error(cause instanceof Error ? cause.name : "unknown") },
  );
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
