// The page that somebody sees who installs the app: what came of it.

import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { languageHere, say } from "../../../src/wording/say.ts";

const STYLE = `
      body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto; padding: 0 1.5rem; color: #1a1a1a; }
    `;

/** What a browser is told that it may take for the page's style. */
export const PAGE_STYLE = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

export function installPage(sentence: string) {
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
    <p>${say("You can close this page.")}</p>
  </body>
</html>`;
}
