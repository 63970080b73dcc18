// What stands in the page before anything was asked: what can be asked, each a press away.

import { say } from "../../../src/wording/say.ts";
import { type Markup, markup } from "./escape.ts";

export interface WelcomeOptions {
  /** Stands before the names of commands. */
  readonly prefix: string;
  /** Whether news files are read, or a digest was made; else connecting comes first. */
  readonly isUsed: boolean;
}

interface Start {
  readonly label: string;
  /** What it does, or what is asked by it. */
  readonly about: string;
  /** As it is typed. */
  readonly text: string;
}

function startsOf({ prefix, isUsed }: WelcomeOptions): readonly Start[] {
  const connect: Start = {
    label: say("Connect Dropbox"),
    about: say("Where your news files are: once, in a minute"),
    text: `/${prefix}dropbox connect`,
  };
  return [
    ...(isUsed ? [] : [connect]),
    { label: say("Top news"), about: say("The strongest stories of the week"), text: "top" },
    { label: say("Search"), about: "search judges", text: "search judges" },
    { label: say("A chart"), about: "trend corruption", text: "trend corruption" },
    {
      label: say("A digest"),
      about: say("What is new, every morning"),
      text: `/${prefix}digest create`,
    },
    { label: say("Help"), about: say("Everything that can be asked"), text: "help" },
  ];
}

export function renderWelcome(options: WelcomeOptions): Markup {
  const buttons = startsOf(options).map(
    ({ label, about, text }, n) =>
      markup`<button type="button" class="${!options.isUsed && n === 0 && "primary"}" hx-post="/chat/say" hx-vals="${JSON.stringify({ text })}" hx-target="#turns" hx-swap="beforeend" hx-disable="this"><strong>${label}</strong> <span>${about}</span></button>`,
  );
  return markup`<section id="welcome" aria-labelledby="welcome-title">
  <h2 id="welcome-title" class="question">${say("What would you like to know?")}</h2>
  <p class="promise">${say("Rule-of-law news from your own files. What is asked and answered here stays on this machine.")}</p>
  <div class="starts">${buttons}</div>
</section>`;
}
