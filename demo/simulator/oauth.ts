// The OAuth pages on the wire: the authorize page a person sees, and the token endpoint.

import type { Context, Hono } from "hono";
import { assertNever } from "../../src/errors.ts";
import type { Account } from "./account.ts";
import type { Consent } from "./consent.ts";
import { oauthError } from "./errors.ts";
import { codePage, consentPage, deniedPage, refusedPage } from "./page.ts";
import { answerTokenRequest, type TokenEndpoint } from "./token-endpoint.ts";
import { readBody, type Wire } from "./wire.ts";

const formMaxBytes = 64 * 1024;

const pageHeaders = {
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
};

/** Serves /oauth2/authorize and /oauth2/token, and the latter's old address /1/oauth2/token. */
export function mountOauth(
  app: Hono<Wire>,
  options: {
    readonly consent: Consent;
    readonly endpoint: TokenEndpoint;
    readonly signedIn: () => Account;
    readonly appFolder: boolean;
  },
): void {
  const { consent, endpoint, signedIn, appFolder } = options;

  app.get("/oauth2/authorize", (c) => {
    const opened = consent.open(c.req.query());
    if (opened.kind === "refused") return c.html(refusedPage(opened.reason), 400, pageHeaders);
    return c.html(consentPage({ ...opened, account: signedIn(), appFolder }), 200, pageHeaders);
  });

  app.post("/oauth2/authorize", async (c) => {
    const form = await readForm(c);
    const outcome = consent.decide(form.ticket ?? "", form.decision === "allow" ? "allow" : "deny");
    switch (outcome.kind) {
      case "code":
        return c.html(codePage(outcome.code), 200, pageHeaders);
      case "redirect":
        return c.redirect(outcome.url, 302);
      case "denied":
        return c.html(deniedPage(), 200, pageHeaders);
      case "refused":
        return c.html(refusedPage(outcome.reason), 400, pageHeaders);
      default:
        return assertNever(outcome);
    }
  });

  app.on("POST", ["/oauth2/token", "/1/oauth2/token"], async (c) => {
    const body = answerTokenRequest(endpoint, {
      parameters: { ...c.req.query(), ...(await readForm(c)) },
      authorization: c.req.header("authorization"),
    });
    return c.json(body, 200, { "cache-control": "no-store", pragma: "no-cache" });
  });
}

/** Form fields of a body; none when the body is something else. */
async function readForm(c: Context<Wire>): Promise<Record<string, string>> {
  const body = await readBody(c, formMaxBytes);
  if (body === undefined) throw oauthError("invalid_request", "the request is too large");
  const isForm = c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
  return isForm ? Object.fromEntries(new URLSearchParams(body.toString("utf8"))) : {};
}
