// A person's click, for demos and tests: what opening an authorize link and deciding leads to.

import { AppError, assertNever } from "../../src/errors.ts";
import type { Consent } from "./consent.ts";

/** What a decision led to. */
export type Approval =
  /** The page shows a code to copy. */
  | { readonly kind: "code"; readonly code: string }
  /** The browser was sent to the app, which answered this. */
  | { readonly kind: "redirected"; readonly url: string; readonly status: number; readonly text: string }
  /** The page says that the app has no access. */
  | { readonly kind: "denied" };

const followTimeoutMs = 10_000;

export async function approve(
  consent: Consent,
  authorizeUrl: string,
  decision: "allow" | "deny",
): Promise<Approval> {
  const url = URL.parse(authorizeUrl);
  if (url?.pathname !== "/oauth2/authorize") throw new AppError("bad-input", "This is no authorize link.");
  const opened = consent.open(Object.fromEntries(url.searchParams));
  if (opened.kind === "refused") throw new AppError("bad-input", opened.reason);
  const outcome = consent.decide(opened.ticket, decision);
  switch (outcome.kind) {
    case "code":
    case "denied":
      return outcome;
    case "refused":
      throw new AppError("bad-input", outcome.reason);
    case "redirect": {
      const signal = AbortSignal.timeout(followTimeoutMs);
      const response = await fetch(outcome.url, { redirect: "manual", signal });
      return { kind: "redirected", url: outcome.url, status: response.status, text: await response.text() };
    }
    default:
      return assertNever(outcome);
  }
}
