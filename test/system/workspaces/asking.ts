// What somebody asks as Slack and Discord send it, with what stands in messages and forms of another workspace: a button pressed
// here that was made there, a select's value, a modal's id, a view's metadata, the message that it is said to stand in.

import type { Input } from "../../../src/platform/invocation.ts";
import type { Exchange } from "../../fakes/discord/interactions.ts";
import type { FakePerson } from "../../fakes/discord/server.ts";
import { directPayload, mentionPayload } from "../../fakes/slack/door-payloads.ts";
import { actionPayload, commandPayload, suggestionPayload, viewPayload } from "../../fakes/slack/payloads.ts";
import type { FakeSlack } from "../../fakes/slack/server.ts";
import { type FarEnds, teamOf } from "./far-ends.ts";
import { personOf, placeOf, type Workspace } from "./words.ts";

/** What stands elsewhere, as its messages and forms have it. */
export interface Foreign {
  readonly workspace: Workspace;
  /** The id of a message there, and the key of its delivery. */
  readonly message: string;
  readonly key: string;
}

let count = 0;

/** Resolves when it is answered, with the payload of the acknowledgement. */
export async function askSlack(
  { slack, belongs }: FarEnds,
  workspace: Workspace,
  input: Input,
  foreign: Foreign,
): Promise<unknown> {
  count += 1;
  const [user, channel, id] = [personOf(workspace), placeOf(workspace), workspace.slice("slack:".length)];
  const from = { team: teamOf(workspace), user };
  const isOrg = id.startsWith("E");
  const at = slack.addresses(user, channel, input.type === "text");
  belongs(at.request, workspace);
  const place = {
    channel: placeOf(foreign.workspace),
    message: { ts: foreign.message, isEphemeral: count % 2 === 0 },
  };
  const metadata = JSON.stringify({ channel: placeOf(foreign.workspace), threadTs: foreign.message });
  const where = { channel: count % 2 === 0 ? channel : `D${user.slice(1)}`, ts: `1700000000.${count}` };
  const org = isOrg ? { is_enterprise_install: true, enterprise: { id } } : {};
  switch (input.type) {
    case "text": {
      const [command = "", ...rest] = input.text.split(" ");
      const payload = commandPayload(from, at, channel, command, rest.join(" "));
      const ofOrg = isOrg ? { is_enterprise_install: "true", enterprise_id: id } : {};
      return answered(slack, "slash_commands", { ...payload, ...ofOrg });
    }
    case "said": {
      const payload =
        where.channel === channel
          ? mentionPayload(from, `<@U0BOT> ${input.text}`, { ...where, threadTs: foreign.message })
          : directPayload(from, input.text, where);
      const installed = { team_id: from.team, user_id: "U0BOT", is_bot: true };
      const ofOrg = { ...installed, is_enterprise_install: true, enterprise_id: id };
      return answered(slack, "events_api", isOrg ? { ...payload, authorizations: [ofOrg] } : payload);
    }
    case "action": {
      const button = { action_id: `${count % 3 === 0 ? "swap" : "run"}:0`, value: input.code };
      return answered(slack, "interactive", { ...actionPayload(from, at, button, place), ...org });
    }
    case "form": {
      const view = { callback_id: input.code, private_metadata: metadata };
      return answered(slack, "interactive", { ...viewPayload(from, at, view, input.values), ...org });
    }
    case "options": {
      const [[name = "", value = ""] = []] = Object.entries(input.values);
      const modal = { id: "V0", hash: "1", view: { callback_id: `c1:/${input.path.join(" ")}` } };
      const field = {
        block_id: name,
        action_id: `suggest:${input.path.join(" ")} ${name}`,
        value: String(value),
      };
      return slack.deliver("interactive", { ...suggestionPayload(from, modal, field), ...org }).acknowledged;
    }
  }
}

/** What shows people something. */
const SHOWING = ["response_url", "chat.postMessage", "chat.postEphemeral", "views.open", "views.publish"];

async function answered(
  slack: FakeSlack,
  type: Parameters<FakeSlack["deliver"]>[0],
  payload: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const shown = (): number => SHOWING.reduce((sum, method) => sum + (slack.calls.get(method) ?? 0), 0);
  const before = shown();
  const acknowledged = await slack.deliver(type, payload).acknowledged;
  // Problems at the fields of a form that stays open are all that is shown.
  if (JSON.stringify(acknowledged ?? "").includes("response_action")) return acknowledged;
  await slack.until(() => shown() > before);
  return acknowledged;
}

/** Resolves when it is answered, with what came of it. */
export async function askDiscord(
  { discord, belongs }: FarEnds,
  workspace: Workspace,
  input: Input,
  foreign: Foreign,
): Promise<void> {
  count += 1;
  const shown = (exchange: Exchange): Promise<void> => {
    belongs(exchange.token, workspace);
    return discord.until(() => isAnswered(exchange), PATIENCE_MS);
  };
  const person: FakePerson = { id: personOf(workspace), permissions: "32", in: placeOf(workspace) };
  // Alone with the bot nothing but the mark tells whose message it is.
  const [pressing, marks] = count % 2 === 0 ? [person, KEPT] : [{ ...person, alone: true }, MARKS];
  switch (input.type) {
    case "text":
    case "said": {
      const { messages } = discord.channels.direct(person.id);
      const before = messages.length;
      discord.say({ ...person, alone: true }, input.text);
      return discord.until(() => messages.length > before);
    }
    case "action": {
      const mark = marks[count % marks.length] ?? "";
      const code = `${filled(mark, foreign)}${input.code}`.slice(0, 100);
      const message = count % 3 === 0 ? foreign.message : undefined;
      return shown(
        count % 5 === 0
          ? discord.choose(pressing, "s1:0", code, message)
          : discord.press(pressing, code, message),
      );
    }
    case "form": {
      const code = `${filled(marks[count % marks.length] ?? "", foreign)}${input.code}`.slice(0, 100);
      return shown(discord.sendForm(pressing, code, input.values));
    }
    case "options": {
      const [group = "", verb = ""] = input.path;
      const values = Object.fromEntries(
        Object.entries(input.values).map(([name, value]) => [name, String(value)]),
      );
      const [[name = "", value = ""] = []] = Object.entries(values);
      const at = count % 3 === 0 ? { ...person, alone: true } : person;
      await shown(discord.complete(at, group, verb, name, value));
      return shown(discord.command(person, group, verb, values));
    }
  }
}

/** What stands before a code in messages: that it opens a form, changes its message, belongs to a delivery, or to a server. */
const KEPT = ["", "f1:", "p1:", "g1:", "k1:KEY|", "k1:KEY|f1:"];
const MARKS = ["w1:OF|", "w1:OF|f1:", "w2:OF|", "w3:OF|", "w1:|", "k1:KEY|w1:OF|", "w1:OF|p1:", ""];

function filled(mark: string, { workspace, key }: Foreign): string {
  const [, id = ""] = workspace.split(":");
  const of = /^\d+$/.test(id) ? BigInt(id).toString(36) : "zz";
  return mark.replace("OF", of).replace("KEY", key.slice(0, 25));
}

const PATIENCE_MS = 60_000;

function isAnswered({ isWaiting, messages, modal, choices, edits }: Exchange): boolean {
  // With an edit it changed the message in which it was pressed.
  const [something] = [...messages, ...edits, ...(choices ?? [])];
  return !isWaiting && (something !== undefined || modal !== undefined || choices !== undefined);
}
