// `/digest list`: every digest and alert of a workspace in lines, or those that the asker may manage, each with its buttons.

import { type Subscription, subscriptionOf } from "../../digest/subscription.ts";
import { formatCommand } from "../../language/declare/format.ts";
import type { Arguments } from "../../language/declare/options.ts";
import type { Invocation } from "../../platform/invocation.ts";
import {
  actions,
  command,
  counted,
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
  mine: { kind: "flag", amongPeople: true, summary: "Those that you made or may manage, with buttons" },
  page: { kind: "integer", summary: "Which page, 1 to 50", min: 1, max: 50 },
} as const;

export function listCommand({ store }: Pick<DigestServices, "store">): Command {
  return defineCommand({
    path: PATH,
    summary: "Every digest and alert here, with the next run",
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
            title: "Your digests and alerts",
            none: "You have no digest and no alert yet.",
            size: MANAGED_A_PAGE,
            show: (shown) => shown.flatMap((one) => managed(one, invocation)),
          })
        : pageOf(all, values, {
            title: "Digests and alerts",
            none: "There is no digest and no alert here yet.",
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
        command("New digest", "/digest create", { style: "primary" }),
        command("New alert", "/digest alert"),
      ),
    );
  const first = (page - 1) * size;
  const shown = all.slice(first, first + size);
  return privately(
    heading(title),
    ...(shown.length === 0 ? [paragraph("There is no such page.")] : show(shown)),
    // Those that stand there with their buttons are counted at a glance.
    ...(values.mine === true && all.length <= size ? [] : [note(countOf(all.length, first, size))]),
    actions(
      ...(first + size < all.length
        ? [command("More", formatCommand(PATH, { ...values, page: page + 1 }, options))]
        : []),
      command("New digest", "/digest create"),
      command("New alert", "/digest alert"),
    ),
  );
}

/** `1–15 of 20 digests and alerts`. */
function countOf(all: number, first: number, size: number): string {
  const range = all > size ? `${Math.min(first + 1, all)}–${Math.min(first + size, all)} of ` : "";
  return `${range}${counted(all, "digest or alert", "digests and alerts")}`;
}

/** `next Mon 8 Mar 2024 09:00`; nothing for alerts and for what is paused. */
function nextRun({ record }: Subscription): string | undefined {
  if (record.nextSlot === null || record.state === "paused") return undefined;
  return `next ${formatLocal(record.nextSlot, record.zone)}`;
}

function lineOf(subscription: Subscription) {
  const { record } = subscription;
  return [
    strong(record.name),
    ` · ${dotted(
      record.kind === "alert" && "alert",
      record.placeLabel,
      describeRule(subscription),
      nextRun(subscription),
      describeSettings(subscription),
      record.state === "paused" && describeState(subscription),
      `by ${record.ownerName}`,
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
        record.kind === "alert" && "alert",
        record.placeLabel,
        record.state === "paused"
          ? describeState(subscription)
          : dotted(describeRule(subscription), nextRun(subscription)),
        record.ownerId !== actor.id && `by ${record.ownerName}`,
      )}`,
    ),
    manageActions(subscription),
  ];
}
