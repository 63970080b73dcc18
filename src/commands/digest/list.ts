// `/digest list`: every digest and alert of a workspace in lines, or those that the asker may manage, each with its buttons.

import { type Subscription, subscriptionOf } from "../../digest/subscription.ts";
import { formatCommand } from "../../language/declare/format.ts";
import type { Arguments } from "../../language/declare/options.ts";
import type { Invocation } from "../../platform/invocation.ts";
import {
  actions,
  command,
  dotted,
  heading,
  list,
  note,
  paragraph,
  privately,
  strong,
} from "../../reply/build.ts";
import { formatLocal } from "../../reply/dates.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import { say, wording } from "../../wording/say.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { describeRule, describeState, manageActions } from "./describe.ts";
import { asSeenBy } from "./find.ts";
import type { DigestServices } from "./services.ts";
import { describeSettings } from "./settings.ts";

/** On one page of `/digest list`: as lines, and with buttons. */
const LINES_A_PAGE = 15;
const MANAGED_A_PAGE = 6;

const PATH = ["digest", "list"] as const;
const options = {
  mine: {
    kind: "flag",
    amongPeople: true,
    summary: wording("Those that you made or may manage, with buttons"),
  },
  page: { kind: "integer", summary: wording("Which page, 1 to 50"), min: 1, max: 50 },
} as const;

export function listCommand({ store }: Pick<DigestServices, "store">): Command {
  return defineCommand({
    path: PATH,
    summary: wording("Every digest and alert here, with the next run"),
    role: "read",
    answers: "message",
    isLookup: true,
    examples: ["/digest list", "/digest list mine"],
    options,
    async handler(values, { invocation }): Promise<Reply> {
      const records = await store.subscriptions.ofWorkspace(invocation.workspace);
      const all = records.map((record) => asSeenBy(subscriptionOf(record), invocation));
      return values.mine === true
        ? pageOf(managedBy(invocation, all), values, {
            title: say("Your digests and alerts"),
            none: say("You have no digest and no alert yet."),
            size: MANAGED_A_PAGE,
            show: (shown) => shown.flatMap((one) => managed(one, invocation)),
          })
        : pageOf(all, values, {
            title: say("Digests and alerts"),
            none: say("There is no digest and no alert here yet."),
            size: LINES_A_PAGE,
            show: (shown) => [list(shown.map(lineOf))],
          });
    },
  });
}

/** Own ones first; to admins the others, too. */
function managedBy({ actor }: Invocation, all: readonly Subscription[]): readonly Subscription[] {
  const isOwn = ({ record }: Subscription): boolean => record.ownerId === actor.id;
  const others = actor.roles.includes("admin") ? all.filter((one) => !isOwn(one)) : [];
  return [...all.filter(isOwn), ...others];
}

function pageOf(
  all: readonly Subscription[],
  { page = 1, ...values }: Arguments<typeof options>,
  {
    title,
    none,
    size,
    show,
  }: {
    readonly title: string;
    readonly none: string;
    readonly size: number;
    readonly show: (shown: readonly Subscription[]) => readonly Block[];
  },
): Reply {
  if (all.length === 0)
    return privately(
      ...(values.mine === true ? [heading(title)] : []),
      paragraph(none),
      actions(
        command(say("New digest"), "/digest create", { style: "primary" }),
        command(say("New alert"), "/digest alert"),
      ),
    );
  const first = (page - 1) * size;
  const shown = all.slice(first, first + size);
  return privately(
    heading(title),
    ...(shown.length === 0 ? [paragraph(say("There is no such page."))] : show(shown)),
    // Those that stand there with their buttons are counted at a glance.
    ...(values.mine === true && all.length <= size ? [] : [note(countOf(all.length, first, size))]),
    actions(
      ...(first + size < all.length
        ? [command(say("More"), formatCommand(PATH, { ...values, page: page + 1 }, options))]
        : []),
      command(say("New digest"), "/digest create"),
      command(say("New alert"), "/digest alert"),
    ),
  );
}

/** `1–15 of 20 digests and alerts`. */
function countOf(all: number, first: number, size: number): string {
  if (all <= size) return say("{all, plural, one {# digest or alert} other {# digests and alerts}}", { all });
  return say("{first}–{last} of {all, plural, one {# digest or alert} other {# digests and alerts}}", {
    first: Math.min(first + 1, all),
    last: Math.min(first + size, all),
    all,
  });
}

/** `next Mon 8 Mar 2024 09:00`; nothing for alerts and for what is paused. */
function nextRun({ record }: Subscription): string | undefined {
  if (record.nextSlot === null || record.state === "paused") return undefined;
  return say("next {time}", { time: formatLocal(record.nextSlot, record.zone) });
}

function lineOf(subscription: Subscription) {
  const { record } = subscription;
  return [
    strong(record.name),
    ` · ${dotted(
      record.kind === "alert" && say("alert"),
      record.placeLabel,
      describeRule(subscription),
      nextRun(subscription),
      describeSettings(subscription),
      record.state === "paused" && describeState(subscription),
      say("by {name}", { name: record.ownerName }),
    )}`,
  ];
}

/** One with its buttons: what it takes is a press away. */
function managed(subscription: Subscription, { actor }: Invocation): readonly Block[] {
  const { record } = subscription;
  return [
    paragraph(
      strong(record.name),
      ` · ${dotted(
        record.kind === "alert" && say("alert"),
        record.placeLabel,
        record.state === "paused"
          ? describeState(subscription)
          : dotted(describeRule(subscription), nextRun(subscription)),
        record.ownerId !== actor.id && say("by {name}", { name: record.ownerName }),
      )}`,
    ),
    manageActions(subscription),
  ];
}
