// The consent of a person: what an authorize link asks for, and what a click on Allow or Deny leads to.

import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type CodeTerms, type Owner, remember, type Scope, scopes, type Tokens } from "./tokens.ts";

/** What the app asks for, checked. */
export interface Request {
  readonly scopes: readonly Scope[];
  readonly offline: boolean;
  readonly state: string | undefined;
  readonly redirectUri: string | undefined;
  readonly challenge: CodeTerms["challenge"];
}

/** A link that a person may decide on, or the sentence the page shows instead. */
export type Opened =
  | { readonly kind: "asks"; readonly ticket: string; readonly request: Request }
  | { readonly kind: "refused"; readonly reason: string };

/** What a decision leads to. */
export type Outcome =
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "redirect"; readonly url: string }
  | { readonly kind: "denied" }
  | { readonly kind: "refused"; readonly reason: string };

export interface Consent {
  /** Reads the query of an authorize link. */
  open(query: Readonly<Record<string, string>>): Opened;
  /** Decides on an opened link. A ticket serves once. */
  decide(ticket: string, decision: "allow" | "deny"): Outcome;
}

const querySchema = z.object({
  response_type: z.literal("code", 'response_type must be "code"'),
  client_id: z.string("client_id is missing"),
  redirect_uri: z.string().optional(),
  state: z.string().max(2000, "state may have 2000 bytes").optional(),
  token_access_type: z
    .enum(["offline", "online"], "token_access_type is offline or online")
    .default("online"),
  scope: z.string().optional(),
  code_challenge: z
    .string()
    .regex(/^[\w.~-]{43,128}$/, "code_challenge has 43 to 128 of A-Z a-z 0-9 - . _ ~")
    .optional(),
  code_challenge_method: z.enum(["S256", "plain"], "code_challenge_method is S256 or plain").default("plain"),
});

/**
 * @param options.redirectUris The registered redirect URIs. Absent: any that Dropbox would let somebody register
 * (https anywhere, http on this machine).
 */
export function createConsent(options: {
  readonly appKey: string;
  readonly redirectUris: readonly string[] | undefined;
  readonly tokens: Tokens;
  /** Who is signed in, in the browser. */
  readonly owner: () => Owner;
}): Consent {
  const { appKey, redirectUris, tokens, owner } = options;
  const pending = new Map<string, Request>();

  function mayRedirect(uri: string): boolean {
    return redirectUris === undefined ? isRegistrable(uri) : redirectUris.includes(uri);
  }

  return {
    open(query) {
      const parsed = querySchema.safeParse(query);
      if (!parsed.success) return refused(parsed.error.issues[0]?.message ?? "the link is incomplete");
      const asked = parsed.data;
      if (asked.client_id !== appKey) return refused(`Invalid client_id: "${asked.client_id}"`);
      if (asked.redirect_uri !== undefined && !mayRedirect(asked.redirect_uri)) {
        return refused(
          `Invalid redirect_uri: "${asked.redirect_uri}": it must be one of the app's registered URIs`,
        );
      }
      const wanted = scopesOf(asked.scope);
      if (wanted === undefined) return refused(`Invalid scope: "${asked.scope}"`);
      const request: Request = {
        scopes: wanted,
        offline: asked.token_access_type === "offline",
        state: asked.state,
        redirectUri: asked.redirect_uri,
        challenge:
          asked.code_challenge === undefined
            ? undefined
            : { method: asked.code_challenge_method, value: asked.code_challenge },
      };
      const ticket = randomUUID();
      remember(pending, ticket, request);
      return { kind: "asks", ticket, request };
    },
    decide(ticket, decision) {
      const request = pending.get(ticket);
      pending.delete(ticket);
      if (request === undefined) {
        return { kind: "refused", reason: "this page was answered already: open the link again" };
      }
      const { redirectUri, state } = request;
      if (decision === "deny") {
        if (redirectUri === undefined) return { kind: "denied" };
        const error_description = "The user chose not to give your app access to their Dropbox account.";
        return {
          kind: "redirect",
          url: withQuery(redirectUri, { error: "access_denied", error_description, state }),
        };
      }
      const { challenge, offline } = request;
      const grant = { owner: owner(), scopes: request.scopes, offline, pkce: challenge !== undefined };
      const code = tokens.issueCode({ grant, redirectUri, challenge });
      return redirectUri === undefined
        ? { kind: "code", code }
        : { kind: "redirect", url: withQuery(redirectUri, { code, state }) };
    },
  };
}

/** The scopes of a space-separated list, all of the app when there is none; undefined when one is unknown. */
export function scopesOf(list: string | undefined): readonly Scope[] | undefined {
  if (list === undefined || list.trim() === "") return scopes;
  const wanted = list.trim().split(/\s+/);
  const known = scopes.filter((scope) => wanted.includes(scope));
  return known.length === new Set(wanted).size ? known : undefined;
}

function refused(reason: string): Opened {
  return { kind: "refused", reason };
}

function isRegistrable(uri: string): boolean {
  const url = URL.parse(uri);
  if (url === null || url.hash !== "") return false;
  const here = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  return url.protocol === "https:" || (url.protocol === "http:" && here);
}

function withQuery(uri: string, query: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}
