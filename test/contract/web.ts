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
  turns: {
    nothing: "in place",
    "it was put away": "beside",
    "the bot may not change it": { never: "the page is the bot's own" },
    "its place is archived": { never: "the page is not archived" },
    "it is too old to be changed": { never: "a turn that is kept can be changed" },
    "it was changed as often as it may be": { never: "nobody counts changes" },
  },
  invites: { never: "a form opens in the page itself" },
  corrects: {
    nothing: "in place",
    "the bot may not change it any more": { never: "the page is the bot's own" },
    // By the end of the program: what was posted before is not on the page.
    "it was deleted": "gone",
    "its thread is archived": { never: "the page has no threads" },
    "its thread is archived and locked": { never: "the page has no threads" },
    "its channel is archived": { never: "the page is not archived" },
  },
  show: (reply, codes) => [readMarkup(markupOf(reply, codes))],
  formOf: (reply, codes) => readForm(markupOf(reply, codes)),
  start,
};

async function start(host: Host): Promise<Driver> {
  let chat = await openChat(host);
  const { until, changed } = createConditions();

  /** What stands there, by turn: an answer whose turn another takes is gone. */
  const standing = new Map<string, { posted: readonly Posted[] }>();

  function send(path: string, values: URLSearchParams): Answer {
    const own: { posted: readonly Posted[] } = { posted: [] };
    let form: ShownForm | undefined;
    async function answer(): Promise<void> {
      const response = await chat.post(path, values);
      const html = await response.text();
      const [, turn = ""] = /<section class="turn" id="turn-([^"]+)"/.exec(html) ?? [];
      const replaced = response.headers.get("hx-retarget");
      const stood = standing.get(turn);
      if (replaced === `#turn-${turn}` && stood !== undefined) stood.posted = [];
      standing.set(turn, own);
      const shown = answerIn(html);
      form = readForm(shown);
      own.posted = [{ ...readMarkup(shown), isPublic: false }];
      changed();
    }
    const whole = answer();
    return { acknowledged: () => whole, shown: () => own.posted, form: () => form };
  }

  async function postsOnPage(): Promise<readonly string[]> {
    const html = await (await chat.get("/chat")).text();
    return [...html.matchAll(/<section class="turn"[\s\S]*?<\/section>/g)]
      .map(([turn]) => turn)
      .filter((turn) => turn.includes('class="posted"'));
  }

  const say = (text: string): Answer => send("/chat/say", new URLSearchParams({ text }));

  return {
    ask: (_person, path, values) => say(typed(host.router.commands, path, values)),
    press: (_person, { code = "", label, at }) =>
      send(
        "/chat/press",
        new URLSearchParams({ code, label, ...(at === undefined ? {} : { turn: at.message }) }),
      ),
    say: (_person, text) => say(text),
    sendForm: (_person, { code, metadata = "" }, values) =>
      send(
        "/chat/form",
        new URLSearchParams([...new URLSearchParams(metadata), [FORM_CODE, code], ...Object.entries(values)]),
      ),
    until,
    stop: () => chat.platform.close(),
    close: () => chat.close(),
    digests: {
      destination: (ofButtons) => chat.platform.places.open({ platform: "web", channel: "web" }, ofButtons),
      async posts() {
        return (await postsOnPage()).length;
      },
      // The only one there.
      async said() {
        const [post] = await postsOnPage();
        return post === undefined
          ? undefined
          : readMarkup(post).text.replaceAll("\u00a0", " ").replaceAll("\u2060", "");
      },
      async spoil() {
        await chat.close();
        chat = await openChat(host);
      },
    },
  };
}
