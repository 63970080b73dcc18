// The page that somebody sees in a browser who comes back to the bot from elsewhere: one sentence, and what it leads to.

import { createHash } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { html, raw } from "hono/html";
import { secureHeaders } from "hono/secure-headers";
import { languageHere, say } from "./wording/say.ts";

const STYLE = `
      body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto; padding: 0 1.5rem; color: #1a1a1a; }
      button { font: inherit; padding: 0.4rem 1.2rem; }
    `;

/** Markup that is escaped already. */
type Markup = ReturnType<typeof html>;

/** What the page may do. Its address carries a code that works once: no page it leads to may learn it. */
export function sentencePageHeaders(): MiddlewareHandler {
  return secureHeaders({
    referrerPolicy: "no-referrer",
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: [`'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
}

/** `below`: what stands under the sentence. Default: that the page can be closed. */
export function sentencePage(sentence: string, below?: Markup): Markup {
  return html`<!doctype html>
<html lang="${languageHere()}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>rol-news-bot</title>
    <style>${raw(STYLE)}</style>
  </head>
  <body>
    <p>${sentence}</p>
    ${below ?? html`<p>${say("You can close this page.")}</p>`}
  </body>
</html>`;
}
