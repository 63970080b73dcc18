// `/digest show` and `preview`: how a digest stands, what it would send.

import { receiptText } from "../../digest/say/receipt.ts";
import { BUCKETS } from "../../digest/select.ts";
import { actions, command, heading, list, note, paragraph, privately, strong } from "../../reply/build.ts";
import type { Action, Block, Reply } from "../../reply/reply.ts";
import { say, sayParts, wording } from "../../wording/say.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { subscriptionActions, subscriptionFields } from "./describe.ts";
import { asSeenBy, findSubscription } from "./find.ts";
import { asDelivered, slotItem } from "./history.ts";
import { muteLine } from "./mute.ts";
import { nameOption } from "./options.ts";
import type { DigestServices } from "./services.ts";
import { digestTexts } from "./texts.ts";

export function readCommands({ store, digests }: DigestServices): readonly Command[] {
  const show = defineCommand({
    path: ["digest", "show"],
    summary: wording("One digest or alert whole: rule, next runs, last deliveries, mutes"),
    role: "read",
    answers: "message",
    isLookup: true,
    examples: ["/digest show Morning brief"],
    options: { name: nameOption },
    async handler({ name }, { invocation, now }): Promise<Reply> {
      const { workspace } = invocation;
      const found = await findSubscription(store.subscriptions, workspace, name);
      const subscription = asSeenBy(found, invocation);
      const { record } = subscription;
      const slots = await asDelivered(store.ledger, await store.ledger.slotsOf(record.id, { limit: 3 }));
      const mutes = (await store.mutes.ofWorkspace(workspace, now)).filter(
        (mute) => mute.subscription === null || mute.subscription === record.id,
      );
      return privately(
        heading(record.name, record.kind === "alert" ? say("an alert") : say("a digest")),
        subscriptionFields(subscription, now),
        ...(slots.length === 0
          ? []
          : [heading(say("Last deliveries")), list(slots.map((slot) => slotItem(slot, record.zone)))]),
        ...(mutes.length === 0
          ? []
          : [heading(say("Muted")), list(mutes.map((mute) => muteLine(mute, record.zone)))]),
        subscriptionActions(subscription),
      );
    },
  });

  const preview = defineCommand({
    path: ["digest", "preview"],
    summary: wording("What a digest would send now; nothing is sent and nothing counts as shown"),
    role: "read",
    answers: "message",
    isLookup: true,
    examples: ["/digest preview Morning brief"],
    options: { name: nameOption },
    async handler({ name }, { invocation, news }): Promise<Reply> {
      const found = await findSubscription(store.subscriptions, invocation.workspace, name);
      const subscription = asSeenBy(found, invocation);
      const { record } = subscription;
      const { slot, delivery, settled, reason } = await digests.preview(subscription, news);
      if (delivery === undefined)
        return privately(
          heading(
            say("Preview of {name}", { name: record.name }),
            say("for {place}; nothing was sent", { place: record.placeLabel }),
          ),
          paragraph(say("It would send nothing now.")),
          note(reason ?? receiptText(settled)),
          subscriptionActions(subscription),
        );
      const run = command(say("Run now"), `/digest run ${record.id}`, { style: "primary" });
      const [head, thread = []] = [delivery.main.blocks, delivery.inThread?.blocks];
      return privately(
        paragraph(
          ...sayParts("{preview}, nothing was sent. It would go to {place} like this:", {
            preview: strong(say("Preview")),
            place: record.placeLabel,
          }),
        ),
        ...[...head.filter(isNoButton), ...thread.filter(isNoButton)].map(quietly),
        actions(run, ...[...head, ...thread].flatMap((block) => recordedActions(block, slot.id))),
      );
    },
  });

  return [show, preview];
}

const isNoButton = ({ type }: Block): boolean => type !== "actions";

/** Buttons that work in a preview: its slot is not recorded, so the sets of its receipt cannot be opened. */
function recordedActions(block: Block, slotId: string): readonly Action[] {
  if (block.type !== "actions") return [];
  const sets = new Set(BUCKETS.map((bucket) => digestTexts.bucket(slotId, bucket)));
  return block.actions.filter((action) => action.type !== "command" || !sets.has(action.command));
}

/** A preview notifies nobody. */
function quietly(block: Block): Block {
  if (block.type !== "paragraph") return block;
  return {
    ...block,
    content: block.content.map((node) =>
      node.type === "mention" ? { type: "text", text: say("(notifies somebody)") } : node,
    ),
  };
}
