// Interactions and their rules: one first response within three seconds, edits and follow-ups for 15 minutes.

import { z } from "zod";
import { type FakeRequest, type FakeResponse, type Route, refusal } from "./http.ts";
import { type FakeMessage, shown } from "./messages.ts";
import { type FakeModal, modalProblems } from "./modals.ts";
import type { BodyCheck } from "./openapi.ts";
import { completionProblems, message, messageProblems } from "./rules.ts";

const FIRST_RESPONSE_MS = 3_000;
const TOKEN_LIFE_MS = 15 * 60_000;
const EPHEMERAL = 64;

/** What came back to one interaction. */
export interface Exchange {
  readonly id: string;
  readonly token: string;
  readonly kind: "command" | "component" | "completion" | "modal";
  readonly sentAt: number;
  /** ms from the interaction to its first response. */
  acknowledgedAfterMs: number | undefined;
  /** Whether "thinking…" still stands there. */
  isWaiting: boolean;
  isPrivate: boolean;
  modal: FakeModal | undefined;
  choices: readonly { readonly name: string; readonly value: string }[] | undefined;
  /** The first response and the follow-ups, as they are now. */
  readonly messages: (FakeMessage & { readonly isPrivate: boolean })[];
  /** Bodies of every edit of the first response. */
  readonly edits: unknown[];
}

const callback = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal(4), data: z.unknown() }),
  z.strictObject({ type: z.literal(5), data: z.strictObject({ flags: z.literal(EPHEMERAL).optional() }) }),
  z.strictObject({ type: z.literal(6) }),
  z.strictObject({ type: z.literal(8), data: z.unknown() }),
  z.strictObject({ type: z.literal(9), data: z.unknown() }),
]);

export interface Circumstances {
  /** Whether its place takes no answers now. */
  readonly isClosed: () => boolean;
  /** Only the person has installed the application, and the server has not. */
  readonly isOwnInstall: boolean;
  /** Whether answers for everybody are shown to everybody there. */
  readonly mayShow: boolean;
  /** The id of the message whose button was pressed. */
  readonly message?: string | undefined;
}

export interface FakeInteractions {
  readonly routes: readonly Route[];
  open(kind: Exchange["kind"], id: string, circumstances: Circumstances): Exchange;
  /** An answer that stands there, by its id. */
  standing(id: string | undefined): Exchange["messages"][number] | undefined;
  /** Somebody puts an answer away. */
  putAway(id: string): void;
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
const FOLLOW_UPS_OF_OWN_INSTALLS = 5;

export function createInteractions(options: {
  readonly now: () => number;
  readonly nextId: () => string;
  readonly botId: string;
  readonly applicationId: string;
  readonly check: BodyCheck;
  /** A message of the bot that is no answer, by its id. */
  readonly written: (id: string) => FakeMessage | undefined;
}): FakeInteractions {
  const { now, nextId, botId, applicationId, check, written } = options;
  const byToken = new Map<string, Exchange>();
  /** Of exchanges that were acknowledged as a change: the message. */
  const updating = new Map<string, string>();
  const circumstances = new Map<string, Circumstances & { followUps: number }>();
  const isClosed = ({ token }: Exchange): boolean => circumstances.get(token)?.isClosed() === true;

  function add(exchange: Exchange, request: FakeRequest, isPrivate: boolean): FakeMessage {
    const body = message.parse(bodyOf(request));
    // https://docs.discord.com/developers/topics/permissions: without USE_EXTERNAL_APPS such answers are private.
    const isHidden = isPrivate || circumstances.get(exchange.token)?.mayShow === false;
    const added = { id: nextId(), channelId: "0", body, fileNames: request.fileNames, isPrivate: isHidden };
    exchange.messages.push(added);
    return added;
  }

  /** The message inside of a callback, or the body itself. */
  function bodyOf({ body }: FakeRequest): unknown {
    const wrapped = z.object({ type: z.number(), data: z.unknown() }).safeParse(body);
    return wrapped.success ? wrapped.data.data : body;
  }

  function callbackProblems(request: FakeRequest): readonly string[] {
    const parsed = callback.safeParse(request.body);
    if (!parsed.success) return [z.prettifyError(parsed.error)];
    if (parsed.data.type === 6) return check("POST", CALLBACK, request.body);
    const { type, data } = parsed.data;
    const own =
      type === 4
        ? messageProblems(data, request.fileNames)
        : type === 8
          ? completionProblems(data)
          : type === 9
            ? modalProblems(data)
            : [];
    return [...own, ...check("POST", CALLBACK, request.body)];
  }

  function respond({ values: [id = "", token = ""], ...request }: FakeRequest): FakeResponse {
    const exchange = byToken.get(token);
    const elapsedMs = exchange === undefined ? 0 : now() - exchange.sentAt;
    if (exchange?.id !== id || elapsedMs > FIRST_RESPONSE_MS)
      return refusal(404, 10062, "Unknown interaction");
    if (isClosed(exchange)) return refusal(403, 50083, "Thread is archived");
    if (exchange.acknowledgedAfterMs !== undefined)
      return refusal(400, 40060, "Interaction has already been acknowledged.");
    const response = callback.parse(request.body);
    if (
      (response.type === 8) !== (exchange.kind === "completion") ||
      (response.type === 9 && exchange.kind === "modal")
    )
      return refusal(400, 50035, "Invalid interaction callback type");
    const from = circumstances.get(exchange.token)?.message;
    // https://docs.discord.com/developers/interactions/receiving-and-responding: only for what was pressed in a message.
    if (response.type === 6 && from === undefined)
      return refusal(400, 50035, "Invalid interaction callback type");
    exchange.acknowledgedAfterMs = elapsedMs;
    if (response.type === 6) updating.set(exchange.token, from ?? "");
    if (response.type === 5) {
      exchange.isWaiting = true;
      exchange.isPrivate = response.data.flags === EPHEMERAL;
    }
    if (response.type === 4) {
      exchange.isPrivate = message.parse(response.data).flags === EPHEMERAL;
      add(exchange, { ...request, values: [] }, exchange.isPrivate);
    }
    if (response.type === 8)
      exchange.choices = z
        .object({ choices: z.array(z.object({ name: z.string(), value: z.string() })) })
        .parse(response.data).choices;
    if (response.type === 9) {
      const { data } = z
        .object({ data: z.custom<FakeModal>((value) => modalProblems(value).length === 0) })
        .parse(response);
      exchange.modal = data;
    }
    return { status: 204 };
  }

  /** The exchange that a token still reaches. */
  function live(request: FakeRequest): Exchange | FakeResponse {
    const [application, token = ""] = request.values;
    const exchange = byToken.get(token);
    if (application !== applicationId || exchange === undefined)
      return refusal(404, 10015, "Unknown Webhook");
    if (now() - exchange.sentAt > TOKEN_LIFE_MS) return refusal(401, 50027, "Invalid Webhook Token");
    if (isClosed(exchange)) return refusal(403, 50083, "Thread is archived");
    const isAnswered = updating.has(token) || exchange.isWaiting || exchange.messages.length > 0;
    return isAnswered ? exchange : refusal(404, 10015, "Unknown Webhook");
  }

  /** Changes the message that was pressed: from now on it is of what came of that. */
  function change(id: string, exchange: Exchange, request: FakeRequest): FakeResponse {
    const holder = [...byToken.values()].find((one) => one.messages.some((stood) => stood.id === id));
    const stood = holder?.messages.find((one) => one.id === id);
    const other = written(id);
    if (other !== undefined) {
      other.body = message.parse(request.body);
      return { status: 200, body: shown(other, botId) };
    }
    if (holder === undefined || stood === undefined) return refusal(404, 10008, "Unknown Message");
    exchange.edits.push(request.body);
    stood.body = message.parse(request.body);
    stood.fileNames = request.fileNames;
    stood.edits = (stood.edits ?? 0) + 1;
    holder.messages.splice(holder.messages.indexOf(stood), 1);
    exchange.messages.unshift(stood);
    return { status: 200, body: shown(stood, botId) };
  }

  function edit(request: FakeRequest): FakeResponse {
    const exchange = live(request);
    if ("status" in exchange) return exchange;
    const body = message.parse(request.body);
    const own = updating.get(exchange.token);
    if (own !== undefined) return change(own, exchange, request);
    exchange.edits.push(request.body);
    const [first] = exchange.messages;
    if (first === undefined) {
      exchange.isWaiting = false;
      return { status: 200, body: shown(add(exchange, request, exchange.isPrivate), botId) };
    }
    first.body = body;
    first.fileNames = request.fileNames;
    return { status: 200, body: shown(first, botId) };
  }

  function followUp(request: FakeRequest): FakeResponse {
    const exchange = live(request);
    if ("status" in exchange) return exchange;
    // Before the first edit, a follow-up takes the place of "thinking…", private or not as that was.
    if (exchange.isWaiting) return edit(request);
    const how = circumstances.get(exchange.token);
    if (how?.isOwnInstall === true && how.followUps >= FOLLOW_UPS_OF_OWN_INSTALLS)
      return refusal(400, 40094, "The maximum number of follow up messages for this interaction was reached");
    if (how !== undefined) how.followUps += 1;
    const isPrivate = message.parse(request.body).flags === EPHEMERAL;
    return { status: 200, body: shown(add(exchange, request, isPrivate), botId) };
  }

  return {
    routes: [
      { method: "POST", template: CALLBACK, isOpen: true, problems: callbackProblems, handle: respond },
      {
        method: "PATCH",
        template: ORIGINAL,
        isOpen: true,
        problems: (request) => [
          ...messageProblems(request.body, request.fileNames),
          ...check("PATCH", ORIGINAL, request.body),
        ],
        handle: edit,
      },
      {
        method: "POST",
        template: WEBHOOK,
        isOpen: true,
        problems: (request) => [
          ...messageProblems(request.body, request.fileNames),
          ...check("POST", WEBHOOK, request.body),
        ],
        handle: followUp,
      },
    ],
    standing: (id) =>
      [...byToken.values()].flatMap(({ messages }) => messages).find((stood) => stood.id === id),
    putAway(id) {
      for (const { messages } of byToken.values())
        for (const [at, stood] of messages.entries()) if (stood.id === id) messages.splice(at, 1);
    },
    open(kind, id, how) {
      const exchange: Exchange = {
        id,
        token: `token-${id}`,
        kind,
        sentAt: now(),
        acknowledgedAfterMs: undefined,
        isWaiting: false,
        isPrivate: false,
        modal: undefined,
        choices: undefined,
        messages: [],
        edits: [],
      };
      byToken.set(exchange.token, exchange);
      circumstances.set(exchange.token, { ...how, followUps: 0 });
      return exchange;
    },
  };
}

const CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback";
const ORIGINAL = "/webhooks/{webhook_id}/{webhook_token}/messages/@original";
const WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}";
