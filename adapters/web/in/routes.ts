// The page's addresses. Everything but the first opening needs the session's cookie.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import { say } from "../../../src/wording/say.ts";
import type { Host } from "../../adapter.ts";
import type { Posts } from "../digests/posts.ts";
import { readAssets } from "../out/assets.ts";
import { type Markup, markup } from "../out/escape.ts";
import {
  renderLines,
  renderOptions,
  renderPage,
  renderPayload,
  renderRemoved,
  renderSent,
  renderSentence,
  renderTurn,
  turnIdOf,
} from "../out/page.ts";
import { formIdOf, renderForm } from "../out/render.ts";
import type { Answering } from "./answer.ts";
import type { Completing } from "./complete.ts";
import { localeOf } from "./locale.ts";
import { answersIn, pressedForm, type Reader, saidForm, sentForm, WEB_WORKSPACE } from "./read.ts";
import type { Session, Sessions } from "./sessions.ts";

/** Ours: a form with all its answers has a hundredth of it. */
const LARGEST_FORM_BYTES = 128 * 1024;

const used = (): string =>
  say(
    "This address was used before: each opens the chat once. Start the bot anew, and open the address that it prints.",
  );
const nobody = (): string =>
  say("The chat is not open in this browser. Open the address that the bot printed when it started.");
const unread = (): string => say("That was not whole. Load the page anew and try again.");
const gone = (): string => say("This is not kept any more. Ask again.");

export interface RoutesOptions {
  readonly host: Pick<Host, "previews" | "prefix" | "isUsed" | "readsFiles" | "log">;
  readonly sessions: Sessions;
  readonly answering: Answering;
  readonly completing: Completing;
  readonly posts: Posts;
}

interface Env {
  Variables: { readonly session: Session };
}

type ChatContext = Context<Env>;

export function createRoutes({ host, sessions, answering, completing, posts }: RoutesOptions): Hono<Env> {
  const { previews = [], prefix, isUsed, readsFiles } = host;
  const routes = new Hono<Env>();

  routes.use(
    secureHeaders({
      // Under "no-referrer" browsers send `Origin: null` with what is posted, which could be anybody's.
      referrerPolicy: "same-origin",
      // This machine speaks to itself without TLS.
      strictTransportSecurity: false,
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    }),
  );
  routes.use(async (context, next) => {
    await next();
    context.header("cache-control", "no-store");
  });
  routes.use(bodyLimit({ maxSize: LARGEST_FORM_BYTES }));

  for (const [name, { type, bytes }] of readAssets())
    routes.get(`/chat/${name}`, (context) => context.body(bytes, 200, { "content-type": type }));

  // A key is worth nothing once somebody came with it; whoever is in already stays in.
  routes.get("/chat", async (context, next) => {
    const key = context.req.query("key");
    if (key === undefined) return next();
    const cookie = sessions.exchange(key);
    if (cookie !== undefined) context.header("set-cookie", cookie);
    else if (sessions.of(context.req.header("cookie")) === undefined) return sentence(context, used(), 403);
    return context.redirect("/chat", 303);
  });

  routes.use(async (context, next) => {
    const session = sessions.of(context.req.header("cookie"));
    if (session === undefined) return sentence(context, nobody(), 403);
    context.set("session", session);
    return next();
  });

  routes.get("/chat", async (context) => {
    const { turns } = context.var.session;
    await takePosts(context.var.session);
    return context.html(
      renderPage({
        turns: turns.all().map((turn) => renderTurn(turn, previews)),
        welcome: {
          prefix,
          isUsed: (await isUsed(WEB_WORKSPACE)) || (await readsFiles?.(WEB_WORKSPACE)) === true,
        },
      }),
    );
  });

  /** The turns of what was posted since this browser looked last, and those that were corrected since, in their places. */
  async function takePosts(session: Session): Promise<readonly Markup[]> {
    const shown: Markup[] = [];
    const seen = session.lastPost;
    for (const { n, change, replies, codes } of posts.after(seen)) {
      session.lastPost = Math.max(session.lastPost, change);
      const stood = await answering.corrected(session, replies, codes, n);
      if (stood !== undefined)
        shown.push(
          renderTurn(stood.turn, previews, { isInPlace: true }),
          ...stood.removed.map(renderRemoved),
        );
      // One that was seen and is forgotten since is not shown again.
      else if (n > seen)
        for (const reply of replies)
          shown.push(renderTurn(await answering.posted(session, reply, codes, n), previews));
    }
    return shown;
  }

  routes.post("/chat/say", async (context) => {
    const said = saidForm.safeParse(await context.req.parseBody());
    if (!said.success) return sentence(context, unread(), 400);
    const { session } = context.var;
    const { text } = said.data;
    const { turn } = await answering.ask({
      session,
      asked: text,
      input: { type: "said", text, conversation: session.conversation },
      reader: readerOf(context),
    });
    return context.html(renderTurn(turn, previews));
  });

  routes.post("/chat/press", async (context) => {
    const pressed = pressedForm.safeParse(await context.req.parseBody());
    if (!pressed.success) return sentence(context, unread(), 400);
    const { code, label, turn: place } = pressed.data;
    const { turn, isInPlace } = await answering.ask({
      session: context.var.session,
      asked: label,
      input: { type: "action", code },
      ...(place === undefined ? {} : { turn: place }),
      reader: readerOf(context),
    });
    if (isInPlace) {
      context.header("hx-retarget", `#${turnIdOf(turn.id)}`);
      context.header("hx-reswap", "outerHTML");
    }
    return context.html(renderTurn(turn, previews));
  });

  routes.post("/chat/form", async (context) => {
    const sent = new URLSearchParams(await context.req.text());
    const read = sentForm.safeParse(Object.fromEntries(sent));
    if (!read.success) return sentence(context, unread(), 400);
    const { session } = context.var;
    const answer = await answering.send({
      session,
      ...read.data,
      values: answersIn(sent),
      reader: readerOf(context),
    });
    const formId = formIdOf(read.data.turn);
    if (answer.type === "answered")
      return context.html(markup`${renderTurn(answer.turn, previews)}${renderSent(formId)}`);
    context.header("hx-retarget", `#${formId}`);
    context.header("hx-reswap", "outerHTML");
    return context.html(renderForm(answer.form, read.data.code, read.data.turn));
  });

  routes.get("/chat/posts", async (context) => {
    const shown = await takePosts(context.var.session);
    return shown.length === 0 ? context.body(null, 204) : context.html(markup`${shown}`);
  });

  routes.get("/chat/lines", async (context) =>
    context.html(renderLines(await completing.lines(context.req.query("text") ?? ""))),
  );

  routes.get("/chat/words", async (context) => {
    const { of = "", name = "", several, ...typed } = context.req.query();
    return context.html(renderOptions(await completing.words(of, typed[name] ?? "", several === "yes")));
  });

  routes.get("/chat/turns/:turn/as/:platform", async (context) => {
    const { turn, platform } = context.req.param();
    const found = context.var.session.turns.find(turn);
    const wanted = previews.find(({ id }) => id === platform);
    if (found === undefined || wanted === undefined) return sentence(context, gone(), 404);
    const payload = await wanted.preview(found.reply, found.codes);
    return context.html(renderPayload(wanted, payload, await wanted.look?.(payload)));
  });

  routes.get("/chat/turns/:turn/pictures/:block", (context) => {
    const { turn, block } = context.req.param();
    const png = context.var.session.turns.find(turn)?.pictures.get(Number(block));
    if (png === undefined) return sentence(context, gone(), 404);
    return context.body(Uint8Array.from(png), 200, { "content-type": "image/png" });
  });

  // Only in the browser that asked for it is there such a turn.
  routes.get("/chat/turns/:turn/files/:block", async (context) => {
    const { turn, block } = context.req.param();
    const file = context.var.session.turns.find(turn)?.reply.blocks[Number(block)];
    if (file?.type !== "file") return sentence(context, gone(), 404);
    const size = await stat(file.path).then(
      (found) => found.size,
      () => undefined,
    );
    if (size === undefined) return sentence(context, gone(), 410);
    const body = Readable.toWeb(createReadStream(file.path));
    return new Response(body, {
      headers: {
        "content-type": file.mediaType,
        "content-length": String(size),
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      },
    });
  });

  routes.notFound((context) =>
    sentence(context, say("There is nothing here. Open {address}.", { address: "/chat" }), 404),
  );
  return routes;
}

/** A sentence: in the conversation where the page asked, else as a page of its own. */
function sentence(
  context: ChatContext,
  text: string,
  status: 400 | 403 | 404 | 410,
): Response | Promise<Response> {
  const isPart = context.req.header("hx-request") !== undefined;
  return context.html(
    isPart ? markup`<section class="turn refusal"><p>${text}</p></section>` : renderSentence(text),
    status,
  );
}

function readerOf(context: ChatContext): Reader {
  const zone = context.req.header("x-time-zone");
  const locale = localeOf(context.req.header("accept-language"));
  return { ...(zone === undefined ? {} : { zone }), ...(locale === undefined ? {} : { locale }) };
}
