// Everything with which Dropbox, or the way there, refuses what the bot wants: as data, so that each is one row that a
// test drives and docs/dropbox.md shows.

import { wording } from "../wording/say.ts";
import type { RefusalRow } from "./refusal-row.ts";
import { UPLOAD_REFUSALS } from "./upload-refusals.ts";

/** In the order in which they are looked for. */
export const REFUSALS = {
  busy: {
    when: "429: too many requests",
    state: "outage",
    sentence: wording("Dropbox is getting too many requests and asks to wait{wait}. Try again after that."),
    code: "dropbox",
    passes: true,
    sign: { status: 429 },
  },
  down: {
    when: "500, 502, 503, 504: trouble at Dropbox",
    state: "outage",
    sentence: wording("Dropbox has trouble of its own (error {status}){wait}. Try again in a few minutes."),
    code: "dropbox",
    passes: true,
    sign: { status: "5xx" },
  },
  page: {
    when: "a web page or an unknown form instead of an answer",
    state: "outage",
    sentence: wording(
      "Dropbox answered in a form that the bot does not know. If this stays, something between the bot and Dropbox may change its answers.",
    ),
    code: "dropbox",
    passes: true,
    sign: { page: true },
  },
  ...UPLOAD_REFUSALS,
  scope: {
    when: "401 missing_scope: the app lacks a permission",
    state: "refused",
    sentence: wording(
      "Dropbox does not let the bot do this without the permission {scope}. Tick it on the Permissions tab of the Dropbox app, then connect again with /dropbox connect.",
    ),
    code: "needs-reconnect",
    passes: false,
    sign: { status: 401, tag: "missing_scope" },
  },
  suspended: {
    when: "401 user_suspended: the account is suspended",
    state: "refused",
    sentence: wording(
      "Dropbox has suspended the account whose files the bot reads. When the account is active again, all goes on by itself; /dropbox connect takes another one.",
    ),
    code: "needs-reconnect",
    passes: false,
    sign: { status: 401, tag: "user_suspended" },
  },
  route: {
    when: "401 route_access_denied: the app may not make this request",
    state: "refused",
    sentence: wording(
      "Dropbox does not let the bot's app make this request. Look at the app in the Dropbox App Console, then connect again with /dropbox connect.",
    ),
    code: "needs-reconnect",
    passes: false,
    sign: { status: 401, tag: "route_access_denied" },
  },
  token: {
    when: "401 expired_access_token, invalid_access_token or another, with a fresh token too",
    state: "refused",
    sentence: wording("Dropbox refuses the bot's access. An admin can mend it with /dropbox connect."),
    code: "needs-reconnect",
    passes: false,
    sign: { status: 401 },
  },
  withdrawn: {
    when: "invalid_grant: somebody disconnected the app in Dropbox",
    state: "refused",
    sentence: wording("Dropbox has withdrawn the bot's access. An admin can mend it with /dropbox connect."),
    code: "needs-reconnect",
    passes: false,
    sign: { oauth: "refresh:invalid_grant" },
  },
  ended: {
    when: "the token in DROPBOX_ACCESS_TOKEN ran out",
    state: "refused",
    sentence: wording(
      "The access token in DROPBOX_ACCESS_TOKEN is no longer valid: such tokens last about four hours. Put a new one there, or use a refresh token, which lasts.",
    ),
    code: "needs-reconnect",
    passes: false,
  },
  teamToken: {
    when: "400: the token is that of a whole team",
    state: "refused",
    sentence: wording(
      "The access is that of a whole team, and the bot reads the files of one account. Use a Dropbox app without team scopes, and connect as a person with /dropbox connect.",
    ),
    code: "needs-reconnect",
    passes: false,
    sign: { status: 400, text: /entire Dropbox (Business )?team/i },
  },
  teamGrant: {
    when: "somebody allowed access for a whole team",
    state: "asked",
    sentence: wording(
      "The access is that of a whole team, and the bot reads the files of one account. Use a Dropbox app without team scopes, and connect as a person with /dropbox connect. Nothing was changed.",
    ),
    code: "bad-input",
    passes: false,
  },
  wrongCode: {
    when: "invalid_grant for a code: mistyped, used, or older than ten minutes",
    state: "asked",
    sentence: wording(
      "Dropbox does not accept this code. A code works once, for ten minutes, and only with the link it came from: run /dropbox connect again and paste the new code.",
    ),
    code: "bad-input",
    passes: false,
    sign: { oauth: "code:invalid_grant" },
  },
  unknownApp: {
    when: "invalid_client and other answers of the token endpoint",
    state: "stuck",
    sentence: wording(
      "Dropbox does not know this app: DROPBOX_APP_KEY and DROPBOX_APP_SECRET must be those of the same app in the Dropbox App Console.",
    ),
    code: "bad-configuration",
    passes: false,
    sign: { oauth: "" },
  },
  changing: {
    when: "409 reset, again and again: the folder changes while it is listed",
    state: "outage",
    sentence: wording(
      "The Dropbox folder changed too much while it was being listed. Try again in a moment.",
    ),
    code: "dropbox",
    passes: true,
    sign: { status: 409, tag: "reset" },
  },
  silent: {
    when: "no answer in time",
    state: "outage",
    sentence: wording("Dropbox did not answer in time. Try again in a few minutes."),
    code: "network",
    passes: true,
  },
  unnamed: {
    when: "no address for Dropbox's name (DNS)",
    state: "outage",
    sentence: wording(
      "The name of Dropbox's server could not be resolved. Check the DNS and the internet connection of the bot's machine.",
    ),
    code: "network",
    passes: true,
  },
  untrusted: {
    when: "no connection that can be trusted (TLS)",
    state: "outage",
    sentence: wording(
      "The connection to Dropbox is not one that can be trusted: its certificate or its encryption is not right. Check the clock of the bot's machine and what stands between it and Dropbox.",
    ),
    code: "network",
    passes: true,
  },
  proxy: {
    when: "the proxy of HTTPS_PROXY refuses to connect",
    state: "outage",
    sentence: wording(
      "The proxy did not connect the bot to Dropbox. Check HTTPS_PROXY and what the proxy lets through.",
    ),
    code: "network",
    passes: true,
  },
  unreachable: {
    when: "the network is down",
    state: "outage",
    sentence: wording("Dropbox could not be reached. Check the internet connection of the bot's machine."),
    code: "network",
    passes: true,
  },
  broken: {
    when: "a download breaks off again and again",
    state: "outage",
    sentence: wording(
      "The connection to Dropbox broke off {times} times while {thing} was fetched. Try again in a few minutes.",
    ),
    code: "network",
    passes: true,
  },
  endless: {
    when: "an answer without an end",
    state: "outage",
    sentence: wording("Dropbox answered with far more than was asked for. Try again later."),
    code: "dropbox",
    passes: true,
  },
  fileForbidden: {
    when: "403 for one file",
    state: "file",
    sentence: wording("Dropbox does not let this account read {thing}{said}."),
    code: "file-refused",
    passes: false,
    sign: { status: 403, ofFile: true },
  },
  fileRestricted: {
    when: "409 path/restricted_content: kept back for legal reasons",
    state: "file",
    sentence: wording("Dropbox does not give out {thing}: its content is restricted."),
    code: "file-refused",
    passes: false,
    sign: { status: 409, tag: "path/restricted_content", ofFile: true },
  },
  fileUnsupported: {
    when: "409 unsupported_file: a document of Dropbox itself, without a content_hash",
    state: "file",
    sentence: wording("{thing} cannot be downloaded as it is: it is a document of Dropbox itself."),
    code: "file-refused",
    passes: false,
    sign: { status: 409, tag: "unsupported_file", ofFile: true },
  },
  fileKind: {
    when: "409 path/unsupported_content_type",
    state: "file",
    sentence: wording("Dropbox does not give out {thing}: not a kind of file that it lets apps read."),
    code: "file-refused",
    passes: false,
    sign: { status: 409, tag: "path/unsupported_content_type", ofFile: true },
  },
  fileLocked: {
    when: "409 path/locked",
    state: "file",
    sentence: wording("{thing} is locked in Dropbox just now."),
    code: "file-refused",
    passes: true,
    sign: { status: 409, tag: "path/locked", ofFile: true },
  },
  fileGone: {
    when: "409 path/not_found for one file: replaced while it was fetched, over and over",
    state: "file",
    sentence: wording("{thing} is no longer in Dropbox as it was listed. The bot looks again by itself."),
    code: "not-found",
    passes: true,
    sign: { status: 409, tag: "path/not_found", ofFile: true },
  },
  fileOther: {
    when: "409 with another reason for one file",
    state: "file",
    sentence: wording("Dropbox does not give out {thing} ({tag})."),
    code: "file-refused",
    passes: false,
    sign: { status: 409, ofFile: true },
  },
  fileDamaged: {
    when: "the bytes of a file never match its content hash",
    state: "file",
    sentence: wording(
      "{thing} arrived damaged {times} times (its content hash did not match), so it was not used.",
    ),
    code: "file-refused",
    passes: true,
  },
  gone: {
    when: "409 path/not_found: the folder was renamed, moved or deleted",
    state: "stuck",
    sentence: wording(
      "{thing} is not in Dropbox. When it was renamed or moved, /dropbox use names the new place.",
    ),
    code: "not-found",
    passes: false,
    sign: { status: 409, tag: "path/not_found" },
  },
  noPath: {
    when: "409 path/malformed_path",
    state: "asked",
    sentence: wording("{thing} is no path that Dropbox can have. An example is /data."),
    code: "bad-input",
    passes: false,
    sign: { status: 409, tag: "path/malformed_path" },
  },
  restricted: {
    when: "409 path/restricted_content for the whole folder",
    state: "stuck",
    sentence: wording(
      "Dropbox does not show {thing}: its content is restricted. /dropbox use names another place.",
    ),
    code: "dropbox",
    passes: false,
    sign: { status: 409, tag: "path/restricted_content" },
  },
  root: {
    when: "422 no_permission or invalid_root after the new root was taken: the team's space is closed to the account",
    state: "stuck",
    sentence: wording(
      "Dropbox does not let this account into its team's space any more. Ask an admin of the team, or take another account with /dropbox connect.",
    ),
    code: "dropbox",
    passes: false,
    sign: { status: 422 },
  },
  forbidden: {
    when: "403 for a folder or the account",
    state: "stuck",
    sentence: wording("Dropbox does not allow this to the account or to the bot's app{said}."),
    code: "dropbox",
    passes: false,
    sign: { status: 403 },
  },
  rejected: {
    when: "400 with a reason, such as an app that is disabled",
    state: "stuck",
    sentence: wording("Dropbox did not accept the request{said}."),
    code: "dropbox",
    passes: false,
    sign: { status: 400 },
  },
  other: {
    when: "anything else",
    state: "stuck",
    sentence: wording("Dropbox did not accept the request ({status} {tag}){said}."),
    code: "dropbox",
    passes: false,
    sign: {},
  },
} as const satisfies Readonly<Record<string, RefusalRow>>;

export type RefusalName = keyof typeof REFUSALS;
