// What a route of the API is, and how its argument is read: one shape for RPC, download and upload endpoints.

import type { z } from "zod";
import { badRequest } from "./errors.ts";
import type { Scope } from "./tokens.ts";

/** The request around an argument. */
export interface Call {
  /** Aborted when the connection ends, from either side. */
  readonly signal: AbortSignal;
  /** The token the caller showed; undefined where none is needed. */
  readonly accessToken: string | undefined;
  /** The body of an upload; undefined when it is longer than that. */
  readonly body: (maxBytes: number) => Promise<Buffer | undefined>;
}

export type Answer =
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "file"; readonly metadata: { readonly rev: string }; readonly content: Buffer };

/** One endpoint. */
export interface Route {
  /** As in the Stone files: namespace and name. */
  readonly name: string;
  readonly style: "rpc" | "download" | "upload";
  /** Absent: the endpoint takes no token at all. */
  readonly auth: "user" | "noauth";
  /** The scope its token needs, if any. */
  readonly scope: Scope | undefined;
  /** Answers an argument that was JSON. Throws refusals. */
  run(argument: unknown, call: Call): Promise<Answer>;
}

/** A route with the form of its argument. Unknown fields are refused, as the real service does. */
export function defineRoute<T>(declared: {
  readonly name: string;
  readonly style?: Route["style"];
  readonly auth?: Route["auth"];
  readonly scope?: Scope;
  readonly argument: z.ZodType<T>;
  answer(argument: T, call: Call): Promise<Answer> | Answer;
}): Route {
  const { name, style = "rpc", auth = "user", scope, argument } = declared;
  return {
    name,
    style,
    auth,
    scope,
    async run(raw, call) {
      const parsed = argument.safeParse(raw);
      if (!parsed.success) throw badRequest(name, `${argumentPlace(style)}: ${complaint(parsed.error, raw)}`);
      return declared.answer(parsed.data, call);
    },
  };
}

/** Where the argument of a route stands, in the words of the real service. */
export function argumentPlace(style: Route["style"]): string {
  return style === "rpc" ? "request body" : 'HTTP header "Dropbox-API-Arg"';
}

function complaint(error: z.ZodError, raw: unknown): string {
  const issue = error.issues[0];
  if (issue === undefined) return "could not be understood";
  if (issue.code === "unrecognized_keys") return `unknown field '${issue.keys[0]}'`;
  const field = issue.path.join(".");
  if (field === "") return issue.message;
  const isMissing =
    issue.path.length === 1 && typeof raw === "object" && raw !== null && !Object.hasOwn(raw, field);
  return isMissing ? `missing required field '${field}'` : `${field}: ${issue.message}`;
}
