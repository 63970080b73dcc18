// The pages a person sees in the browser: the consent, the code to copy, and what went wrong.

import { html } from "hono/html";
import type { Account } from "./account.ts";
import type { Request } from "./consent.ts";
import type { Scope } from "./tokens.ts";

type Page = ReturnType<typeof html>;

const meanings: Readonly<Record<Scope, string>> = {
  "account_info.read": "See your name and email address",
  "files.metadata.read": "See which files and folders there are",
  "files.content.read": "Read the content of files",
  "files.content.write": "Add and change files",
};

/** Asks for a decision. The form carries nothing but the ticket. */
export function consentPage(asked: {
  readonly ticket: string;
  readonly request: Request;
  readonly account: Account;
  readonly appFolder: boolean;
}): Page {
  const { ticket, request, account, appFolder } = asked;
  const where = appFolder ? "its own folder in your Dropbox, and nothing else" : "all files in your Dropbox";
  return page(
    "Connect an app",
    html`<p><strong>rol-news-bot</strong> asks for access to ${where}.</p>
      <ul>
        ${request.scopes.map((scope) => html`<li>${meanings[scope]} <code>${scope}</code></li>`)}
      </ul>
      <p class="quiet">
        You are ${account.givenName} ${account.surname} (${account.email}).
        ${request.offline ? "The app keeps this access until you take it back." : "The access ends by itself after a few hours."}
        ${request.redirectUri === undefined ? "" : html`Then you go to <code>${new URL(request.redirectUri).host}</code>.`}
      </p>
      <form method="post" action="/oauth2/authorize">
        <input type="hidden" name="ticket" value="${ticket}" />
        <button name="decision" value="allow" class="main">Allow</button>
        <button name="decision" value="deny">Deny</button>
      </form>`,
  );
}

/** Shows the code of the flow without a redirect. */
export function codePage(code: string): Page {
  return page(
    "Copy this code",
    html`<p>Give this code to the app to finish. It works once, within ten minutes.</p>
      <p><output class="code">${code}</output></p>`,
  );
}

export function deniedPage(): Page {
  return page("Access denied", html`<p>The app has no access. You can close this page.</p>`);
}

export function refusedPage(reason: string): Page {
  return page(
    "This link does not work",
    html`<p>The app sent a request that cannot be answered.</p>
      <p class="quiet">For developers: <span class="reason">${reason}</span></p>`,
  );
}

function page(title: string, content: Page): Page {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Dropbox simulator</title>
        <style>
          :root { color-scheme: light dark; --ink: #1e1919; --quiet: #6b6560; --paper: #fff; --ground: #f7f5f2; --main: #0061fe; }
          @media (prefers-color-scheme: dark) { :root { --ink: #f7f5f2; --quiet: #b0aaa4; --paper: #24211f; --ground: #161413; --main: #3984ff; } }
          body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
          main { box-sizing: border-box; width: min(30rem, 92vw); padding: 2rem 2.25rem; background: var(--paper); border-radius: 14px; box-shadow: 0 1px 3px #0002, 0 8px 30px #0001; }
          h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; }
          ul { padding-left: 1.2rem; } li { margin: .25rem 0; }
          code { font-size: .8em; color: var(--quiet); }
          .quiet { color: var(--quiet); font-size: .9rem; }
          .simulated { margin: 0 0 1.25rem; color: var(--quiet); font-size: .8rem; letter-spacing: .04em; text-transform: uppercase; }
          form { display: flex; gap: .75rem; margin-top: 1.5rem; }
          button { flex: 1; padding: .7rem 1rem; border: 1px solid var(--quiet); border-radius: 10px; background: none; color: inherit; font: inherit; cursor: pointer; }
          button.main { border-color: var(--main); background: var(--main); color: #fff; font-weight: 600; }
          button:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
          .code { display: block; padding: .8rem 1rem; border: 1px dashed var(--quiet); border-radius: 10px; font: 1rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; user-select: all; }
        </style>
      </head>
      <body>
        <main>
          <p class="simulated">Dropbox simulator</p>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
}
