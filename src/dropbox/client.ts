// What the bot asks of a Dropbox, over the official SDK: who it belongs to, what is in it, what changed, and the bytes.

import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Clock } from "../reply/ports.ts";
import { say } from "../wording/say.ts";
import { type Body, type DownloadJob, downloadFile } from "./download.ts";
import { type Entry, pageSchema } from "./entries.ts";
import { type Http, LONGEST_WAIT_MS } from "./http.ts";
import { folderOf } from "./path.ts";
import { type Doing, type Refusal, refusalError, refusalOf, toAppError } from "./refusal.ts";
import { createSdk, optionsOf, type PathRoot, type SdkCall } from "./sdk.ts";
import type { TokenSource } from "./tokens.ts";
import { type UploadJob, uploadFile } from "./upload.ts";
import { uploadSteps } from "./upload-steps.ts";

/** Whose Dropbox it is. */
export interface Account {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  /** Differs from the home in a team space, whose shared folders lie in the root. */
  readonly rootNamespaceId: string;
  readonly homeNamespaceId: string;
}

/** What kind of app it is in the Dropbox App Console. */
export type Access = "app-folder" | "full";

export interface Listing {
  /** Files and folders; of changes, deletions too, in the order to apply them. */
  readonly entries: readonly Entry[];
  /** Continues from here. */
  readonly cursor: string;
}

interface Options {
  readonly signal?: AbortSignal | undefined;
}

interface FolderOptions extends Options {
  readonly recursive: boolean;
}

export interface Download extends DownloadJob {
  /** Names exactly these bytes, as the listing gave it. */
  readonly rev: string;
}

/**
 * Every method throws AppError: needs-reconnect when Dropbox refuses the access or a scope is missing, network or
 * dropbox (retryable) when it did not answer or answered with a failure, closing when the signal said so.
 */
export interface DropboxClient {
  account(options?: Options): Promise<Account>;
  /** What the app may see, asked of Dropbox: its own folder, or, where that is not sure, a whole Dropbox. */
  access(options?: Options): Promise<Access>;
  /**
   * Everything in a folder now, over all pages. `path` is "" for the root. Throws not-found, and bad-input with over
   * 100,000 entries.
   */
  listFolder(path: string, options: FolderOptions): Promise<Listing | { readonly isFile: true }>;
  /** What changed since the cursor, over all pages. `reset`: it is worth nothing (any more), list anew. */
  listChanges(cursor: string, options?: Options): Promise<Listing | { readonly reset: true }>;
  /** A cursor that tells only of what changes from now on. */
  latestCursor(path: string, options: FolderOptions): Promise<string>;
  /**
   * Waits for a change after the cursor: `timeoutSeconds` from 30 to 180, to which Dropbox adds up to 90. True also when
   * the cursor is worth nothing any more. `backoffMs`: so long Dropbox wants to hear nothing. Asks once.
   */
  longpoll(
    cursor: string,
    options: Options & { readonly timeoutSeconds: number },
  ): Promise<{ readonly changes: boolean; readonly backoffMs?: number }>;
  /**
   * Fetches one revision into `toFile`, which then is whole and right, and returns the bytes that took. Throws not-found
   * when the revision is gone, file-refused when Dropbox does not give it out or it always arrives damaged,
   * bad-configuration when the disk does not take it.
   */
  download(download: Download): Promise<number>;
  /**
   * Puts a file there, whole or not at all, and returns its path: with a number where another file has the name. Paths begin
   * at the account's home. Throws not-allowed without the permission to write.
   */
  upload(job: UploadJob): Promise<{ readonly path: string }>;
  /** Ends the access: this token, its refresh token, and all others of that. */
  revoke(options?: Options): Promise<void>;
}

export interface DropboxClientOptions {
  readonly http: Http;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  /** Where paths begin. Default: at the account's home. */
  readonly root?: PathRoot | undefined;
  /** Told of every needs-reconnect. */
  readonly onRefused?: ((refusal: AppError) => void) | undefined;
}

/** A wait that Dropbox asked for and that is longer than a request waits: nothing is asked until it is over. */
interface Quiet {
  readonly refusal: Refusal;
  readonly untilMs: number;
}

/** ListFolderArg.limit of the API. */
const PAGE_ENTRIES = 2000;
/** Far more than the folder of a data set has: somebody named the root of a whole Dropbox. */
const MOST_ENTRIES = 100_000;
/** The jitter that Dropbox adds to a longpoll, and 10 s for the way. */
const LONGPOLL_SLACK_MS = 100_000;

type Page = z.infer<typeof pageSchema>;

const accountSchema = z.object({
  account_id: z.string(),
  name: z.object({ display_name: z.string() }),
  email: z.string(),
  root_info: z.object({ root_namespace_id: z.string(), home_namespace_id: z.string() }),
});
const cursorSchema = z.object({ cursor: z.string().min(1) });
const longpollSchema = z.object({ changes: z.boolean(), backoff: z.number().nonnegative().optional() });

export function createDropboxClient(options: DropboxClientOptions): DropboxClient {
  const { http, clock, onRefused } = options;
  const { pace } = http;
  const sdk = createSdk(options);
  let quiet: Quiet | undefined;

  /** Asks, unless Dropbox wants to hear nothing yet. Throws AppError. */
  async function asked<T>(ask: () => Promise<T>, doing: Doing): Promise<T> {
    const leftMs = quiet === undefined ? 0 : quiet.untilMs - clock();
    if (quiet !== undefined && leftMs > 0)
      throw refusalError({ ...quiet.refusal, retryAfterMs: leftMs }, doing);
    try {
      return await ask();
    } catch (error) {
      const refusal = refusalOf(error);
      const askedMs = refusal?.retryAfterMs ?? 0;
      if (refusal !== undefined && askedMs > LONGEST_WAIT_MS) quiet = { refusal, untilMs: clock() + askedMs };
      const failure = toAppError(error, doing);
      if (failure.code === "needs-reconnect") onRefused?.(failure);
      throw failure;
    }
  }

  /** What a call through the SDK brought, checked; "refused" when it was refused as expected. Throws AppError otherwise. */
  function checked<T>(call: () => SdkCall, schema: z.ZodType<T>, doing: Doing): Promise<T>;
  function checked<T>(
    call: () => SdkCall,
    schema: z.ZodType<T>,
    doing: Doing,
    isExpected: (refusal: Refusal) => boolean,
  ): Promise<T | "refused">;
  function checked<T>(
    call: () => SdkCall,
    schema: z.ZodType<T>,
    doing: Doing,
    isExpected: (refusal: Refusal) => boolean = () => false,
  ): Promise<T | "refused"> {
    return asked(async () => {
      try {
        return schema.parse((await call()).result);
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal !== undefined && isExpected(refusal)) return "refused";
        throw error;
      }
    }, doing);
  }

  /** A first page and all after it. */
  async function whole(first: Page, doing: Doing): Promise<Listing> {
    const { entries } = first;
    let page = first;
    while (page.has_more) {
      if (entries.length > MOST_ENTRIES) throw tooLarge(doing.name);
      const { cursor } = page;
      const next = () => sdk.rpc.filesListFolderContinue({ cursor }, optionsOf(doing));
      page = await checked(next, pageSchema, doing);
      entries.push(...page.entries);
    }
    return { entries, cursor: page.cursor };
  }

  /** The bytes of a revision from one on. */
  async function bytesFrom(rev: string, byte: number, doing: Doing): Promise<Body> {
    const range = byte === 0 ? {} : { extraHeaders: { Range: `bytes=${byte}-` } };
    return asked(async () => {
      const { body, status, headers } = await sdk.openDownload(`rev:${rev}`, {
        ...optionsOf(doing),
        ...range,
      });
      if (body === null) throw new Error("no body");
      const rangeStart = /^bytes (\d+)-/.exec(headers.get("content-range") ?? "")?.[1];
      return { bytes: body, fromByte: status === 206 && rangeStart !== undefined ? Number(rangeStart) : 0 };
    }, doing);
  }

  return {
    async account(doing = {}) {
      const request = () => sdk.rpc.usersGetCurrentAccount(optionsOf(doing));
      const { account_id, name, email, root_info } = await checked(request, accountSchema, doing);
      return {
        accountId: account_id,
        name: name.display_name,
        email,
        rootNamespaceId: root_info.root_namespace_id,
        homeNamespaceId: root_info.home_namespace_id,
      };
    },

    async access(doing = {}) {
      // Only a name is asked for. https://github.com/dropbox/dropbox-sdk-rust tells the kinds apart in the same way.
      const request = () => sdk.atHome.filesListFolderGetLatestCursor({ path: "" }, optionsOf(doing));
      const answer = await checked(request, cursorSchema, doing, isOfAppFolder);
      return answer === "refused" ? "app-folder" : "full";
    },

    async listFolder(path, { recursive, signal }) {
      const doing = { name: path, signal };
      const request = () =>
        sdk.rpc.filesListFolder({ path, recursive, limit: PAGE_ENTRIES }, optionsOf(doing));
      const page = await checked(request, pageSchema, doing, isNotFolder);
      return page === "refused" ? { isFile: true } : whole(page, doing);
    },

    async listChanges(cursor, doing = {}) {
      const request = () => sdk.rpc.filesListFolderContinue({ cursor }, optionsOf(doing));
      const page = await checked(request, pageSchema, doing, isWorthlessCursor);
      return page === "refused" ? { reset: true } : whole(page, doing);
    },

    async latestCursor(path, { recursive, signal }) {
      const doing = { name: path, signal };
      const request = () => sdk.rpc.filesListFolderGetLatestCursor({ path, recursive }, optionsOf(doing));
      return (await checked(request, cursorSchema, doing)).cursor;
    },

    async longpoll(cursor, { timeoutSeconds, signal }) {
      const doing = { signal };
      const patient = sdk.withoutToken(timeoutSeconds * 1000 + LONGPOLL_SLACK_MS);
      const request = () =>
        patient.filesListFolderLongpoll({ cursor, timeout: timeoutSeconds }, optionsOf(doing));
      const answer = await checked(request, longpollSchema, doing, isWorthlessCursor);
      if (answer === "refused") return { changes: true };
      const { changes, backoff } = answer;
      return { changes, ...(backoff === undefined ? {} : { backoffMs: backoff * 1000 }) };
    },

    download({ rev, ...job }) {
      const doing = { name: job.name, signal: job.signal, isFile: true };
      return downloadFile(job, (byte) => bytesFrom(rev, byte, doing), pace);
    },

    upload(job) {
      const doing = { name: folderOf(job.toPath), signal: job.signal, isExport: true };
      return uploadFile(job, uploadSteps({ sdk, checked, doing }));
    },

    async revoke(doing = {}) {
      await checked(() => sdk.rpc.authTokenRevoke(optionsOf(doing)), z.unknown(), doing);
    },
  };
}

function isNotFolder({ summary }: Refusal): boolean {
  return summary === "path/not_folder";
}

/** Too old, of a folder that is gone, or no cursor of this account: in every case a new listing tells more. */
function isWorthlessCursor({ status, summary }: Refusal): boolean {
  return status === 400 || summary === "reset" || summary.startsWith("path/");
}

function isOfAppFolder({ status, said = "" }: Refusal): boolean {
  return status === 400 && /path root is not supported/i.test(said);
}

function tooLarge(name: string | undefined): AppError {
  return new AppError(
    "bad-input",
    say("{path} holds more than {most, number} files and folders. Name a smaller folder with {use}.", {
      path: name ? name : say("This Dropbox"),
      most: MOST_ENTRIES,
      use: "/dropbox use",
    }),
  );
}
