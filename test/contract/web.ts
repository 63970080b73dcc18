// The contract for the web chat: the bot's own web server on loopback, a browser's cookie, and fetch.

import type { Codes, Host } from "../../adapters/adapter.ts";
import { FORM_CODE } from "../../adapters/web/out/names.ts";
import { render } from "../../adapters/web/out/render.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { openChat } from "../adapters/web/browser.ts";
import { createConditions } from "./conditions.ts";
import type { Answer, Driver, PlatformUnderTest, Posted, ShownForm } from "./driver.ts";
import { typed } from "./typed.ts";
import { answerIn, readForm, readMarkup } from "./web-page.ts";

const markupOf = (reply: Reply, codes: Codes): string =>
  render(reply, codes, { turn: "1", pictured: new Set() }).join("\n");

export const web: PlatformUnderTest = {
  id: "web",
  name: "web",
  lacks: {
    "far end": "nothing is sent but the answer, to a browser of the same machine",
    roles: "whoever sits at this machine is admin",
    audience: "the page has one reader",
    "several messages": "the page shows an answer of any length whole",
    mentions: "the page has no channels",
    threads: "the page has no threads",
    "doors on messages": "nobody else writes in the page",
  },
  show: (reply, codes) => [readMarkup(markupOf(reply, codes))],
  formOf: (reply, codes) => readForm(markupOf(reply, codes)),
  start,
};

async function start(host: Host): Promise<Driver> {
  const chat = await openChat(host);
  const { until, changed } = createConditions();

  function send(path: string, values: URLSearchParams): Answer {
    let posted: readonly Posted[] = [];
    let form: ShownForm | undefined;
    async function answer(): Promise<void> {
      const response = await chat.post(path, values);
      const html = answerIn(await response.text());
      form = readForm(html);
      posted = [{ ...readMarkup(html), isPublic: false }];
      changed();
    }
    const whole = answer();
    return { acknowledged: () => whole, shown: () => posted, form: () => form };
  }

  const say = (text: string): Answer => send("/chat/say", new URLSearchParams({ text }));

  return {
    ask: (_person, path, values) => say(typed(host.router.commands, path, values)),
    press: (_person, { code = "", label }) => send("/chat/press", new URLSearchParams({ code, label })),
    say: (_person, text) => say(text),
    sendForm: (_person, { code, metadata = "" }, values) =>
      send(
        "/chat/form",
        new URLSearchParams([...new URLSearchParams(metadata), [FORM_CODE, code], ...Object.entries(values)]),
      ),
    until,
    stop: () => chat.platform.close(),
    close: () => chat.close(),
  };
}
