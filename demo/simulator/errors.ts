// What the API answers instead of a result: one refusal type and the bodies of the real service.
// The tags come from the Stone files of the Dropbox API specification; a test holds them against it.

import type { RootInfo } from "./account.ts";

/** A route that may refuse with a tag of its own. */
export type RefusingRoute = keyof typeof routeErrors;

/** Every error this simulator gives, by route, written as error_summary writes it. */
export const routeErrors = {
  "files/list_folder": [
    "path/malformed_path",
    "path/not_found",
    "path/not_folder",
    "path/restricted_content",
  ],
  "files/list_folder/get_latest_cursor": ["path/malformed_path", "path/not_found", "path/not_folder"],
  "files/list_folder/continue": ["path/not_found", "reset"],
  "files/list_folder/longpoll": ["reset"],
  "files/get_metadata": ["path/malformed_path", "path/not_found"],
  "files/download": [
    "path/malformed_path",
    "path/not_found",
    "path/not_file",
    "path/restricted_content",
    "path/unsupported_content_type",
    "path/locked",
    "unsupported_file",
  ],
  "files/upload": [
    "path/malformed_path",
    "path/disallowed_name",
    "path/conflict/file",
    "path/conflict/folder",
    "path/conflict/file_ancestor",
    "content_hash_mismatch",
    "payload_too_large",
  ],
  "files/upload_session/start": ["content_hash_mismatch", "payload_too_large"],
  "files/upload_session/append_v2": [
    "not_found",
    "incorrect_offset",
    "closed",
    "content_hash_mismatch",
    "payload_too_large",
  ],
  "files/upload_session/finish": [
    "lookup_failed/not_found",
    "lookup_failed/incorrect_offset",
    "lookup_failed/closed",
    "path/malformed_path",
    "path/disallowed_name",
    "path/conflict/file",
    "path/conflict/folder",
    "path/conflict/file_ancestor",
    "path/insufficient_space",
    "path/no_write_permission",
    "content_hash_mismatch",
    "payload_too_large",
  ],
} as const;

/** What is said about an access token that opens nothing. */
export const tokenErrors = [
  "invalid_access_token",
  "expired_access_token",
  "user_suspended",
  "route_access_denied",
  "invalid_select_user",
] as const;
export type TokenError = (typeof tokenErrors)[number];

/** An answer that is not a result. Thrown inside the simulator, turned into a response at its edge. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: string, headers: Readonly<Record<string, string>>) {
    super(`The simulator refuses with ${status}`);
    this.name = "Refusal";
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Refusal {
  return new Refusal(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

/** 400: the request itself is wrong. The body is plain text, as the real service sends it. */
export function badRequest(route: string, reason: string): Refusal {
  return new Refusal(400, `Error in call to API function "${route}": ${reason}`, {
    "content-type": "text/plain; charset=utf-8",
  });
}

/** 401: the access token opens nothing (any more). */
export function refusedToken(tag: TokenError): Refusal {
  return json(401, { error_summary: `${tag}/..`, error: { ".tag": tag } });
}

/** 401: the access token does not carry the scope of the route. */
export function missingScope(scope: string): Refusal {
  return json(401, {
    error_summary: "missing_scope/..",
    error: { ".tag": "missing_scope", required_scope: scope },
  });
}

/** 400 or 403 with a sentence instead of JSON. */
export function plainText(status: 400 | 403, sentence: string): Refusal {
  return new Refusal(status, sentence, { "content-type": "text/plain; charset=utf-8" });
}

/** 400: a token of a whole team where one of a person is needed. */
export function teamToken(route: string): Refusal {
  return badRequest(
    route,
    'This API function operates on a single Dropbox account, but the OAuth 2 access token you provided is for an entire Dropbox Business team. Since your API app key has team member file access permissions, you can operate on a team member\'s Dropbox by providing the "Dropbox-API-Select-User" HTTP header or "select_user" URL parameter to specify the exact user.',
  );
}

/** 403: the account may not do this (AccessError of auth.stone). */
export function accessDenied(): Refusal {
  return json(403, {
    error_summary: "team_access_denied/..",
    error: { ".tag": "team_access_denied" },
  });
}

/** 422: paths cannot begin where the request wants them to (PathRootError of common.stone). */
export function pathRootError(tag: "invalid_root" | "no_permission", rootInfo: RootInfo): Refusal {
  return json(422, {
    error_summary: `${tag}/..`,
    error: tag === "invalid_root" ? { ".tag": tag, [tag]: rootInfo } : { ".tag": tag },
  });
}

/** 409: the route refuses with one of its own tags, of which the innermost may have fields. */
export function routeError<R extends RefusingRoute>(
  route: R,
  summary: (typeof routeErrors)[R][number],
  fields: Readonly<Record<string, unknown>> = {},
): Refusal {
  const [tag = "", ...rest] = summary.split("/");
  // UploadError.path is a struct (UploadWriteFailed), whose fields stand beside the tag; other paths are unions.
  const error =
    route === "files/upload" && rest.length > 0
      ? { ".tag": tag, reason: tagged(rest), upload_session_id: "pid_upload_session:simulated" }
      : tagged([tag, ...rest], fields);
  return json(409, { error_summary: `${summary}/..`, error });
}

function tagged(
  tags: readonly string[],
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const [tag = "", ...rest] = tags;
  return rest.length === 0 ? { ".tag": tag, ...fields } : { ".tag": tag, [tag]: tagged(rest, fields) };
}

/** 429: the wait stands in the Retry-After header, in the body, or in both (as the real service does). */
export function tooManyRequests(retryAfterSeconds: number, waitIn: "both" | "header" | "body"): Refusal {
  const reason = { ".tag": "too_many_requests" };
  return json(
    429,
    {
      error_summary: "too_many_requests/..",
      error: waitIn === "header" ? { reason } : { reason, retry_after: retryAfterSeconds },
    },
    waitIn === "body" ? {} : { "retry-after": String(retryAfterSeconds) },
  );
}

/** The body is a page for people and says nothing to a program: 5xx, or something on the way. */
export function serverFailure(status: number, retryAfterSeconds?: number): Refusal {
  return new Refusal(status, `<!doctype html><title>Error</title><h1>Error ${status}</h1>`, {
    "content-type": "text/html; charset=utf-8",
    ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
  });
}

/** The token endpoint's refusal (RFC 6749 §5.2). */
export function oauthError(error: string, description?: string): Refusal {
  return json(400, description === undefined ? { error } : { error, error_description: description });
}
