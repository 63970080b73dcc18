// `/digest history`: every slot with its receipt, and the articles behind each number.

import { settledAsDelivered } from "../../digest/delivered.ts";
import { bucketText, reasonOf, receiptText } from "../../digest/say/receipt.ts";
import { BUCKETS, type Bucket, countOf, type Settled, sizeOf } from "../../digest/select.ts";
import { type Subscription, subscriptionOf } from "../../digest/subscription.ts";
import { AppError, assertNever } from "../../errors.ts";
import { formatCommand } from "../../language/declare/format.ts";
import { safeUrl, UNTITLED } from "../../news/card.ts";
import type { Catalog, StoryEntry } from "../../news/catalog.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import {
  actions,
  type Content,
  command,
  dotted,
  heading,
  link,
  list,
  note,
  paragraph,
  privately,
  strong,
} from "../../reply/build.ts";
import { formatDate, formatInstant, formatLocal } from "../../reply/dates.ts";
import type { Block, Inline, Reply } from "../../reply/reply.ts";
import { signOf } from "../../reply/signs.ts";
import type { Ledger, SlotRecord } from "../../store/ledger.ts";
import { countryHere } from "../../wording/countries.ts";
import { say, wording } from "../../wording/say.ts";
import { sayStored } from "../../wording/stored.ts";
import { changeItem, namedChangeItem } from "../audited.ts";
import { showText } from "../news/one-article.ts";
import { type Command, defineCommand } from "../serve/define.ts";
import { asSeenBy, findSubscription } from "./find.ts";
import { nameOption } from "./options.ts";
import type { DigestServices } from "./services.ts";

/** Slots on one page, and articles of one bucket. */
const SLOTS_A_PAGE = 10;
const ARTICLES_A_PAGE = 10;

const PATH = ["digest", "history"] as const;

export const historyOptions = {
  name: { ...nameOption, required: false },
  page: { kind: "integer", summary: wording("Which page, 1 to 50"), min: 1, max: 50 },
  slot: { kind: "text", summary: wording("One delivery"), hidden: true, maxLength: 24 },
  set: {
    kind: "choice",
    summary: wording("One set of its receipt"),
    hidden: true,
    choices: BUCKETS.map((bucket) => ({ value: bucket, label: bucket, aliases: [] })),
  },
} as const;

export function historyCommand({ store, lists }: DigestServices): Command {
  return defineCommand({
    path: PATH,
    summary: wording("What a digest sent and skipped, and who changed it"),
    role: "read",
    answers: "message",
    isLookup: true,
    examples: ["/digest history Morning brief", "/digest history Morning brief page 2"],
    options: historyOptions,
    async handler({ name, page = 1, slot, set }, context): Promise<Reply> {
      const { invocation, news } = context;
      const { workspace, actor } = invocation;
      if (slot !== undefined) {
        const record = await store.ledger.slot(slot);
        const owner = record === undefined ? undefined : await store.subscriptions.get(record.subscription);
        if (record === undefined || owner === undefined || owner.workspace !== workspace)
          throw new AppError(
            "not-found",
            say("That delivery is no longer on record. /digest history lists those that are."),
          );
        const { catalog, dataSet } = await news.serving();
        const bucket = bucketNamed(set);
        const parts = (await store.ledger.standing([record.id])).get(record.id) ?? [];
        const settled = settledAsDelivered(record, parts);
        const named = bucket === undefined ? [] : (settled[bucket] ?? []);
        const shown = named.slice((page - 1) * ARTICLES_A_PAGE, page * ARTICLES_A_PAGE);
        // They may have got other ids since.
        const ids = await store.seen.idsOf(dataSet, shown);
        const articles = shown.map((article) => ids.get(article) ?? article);
        const entries = new Map(articles.map((id, index) => [index + 1, id]));
        if (entries.size > 0) await lists.remember(workspace, actor.id, { entries }, context.now);
        const articlesOfSet = { bucket, page, articles, of: named.length };
        return oneSet(subscriptionOf(owner), { ...record, settled }, articlesOfSet, catalog);
      }
      if (name === undefined && actor.roles.includes("admin")) return everyChange(workspace, page);
      if (name === undefined) throw nameless();
      const found = await findSubscription(store.subscriptions, workspace, name);
      return all(asSeenBy(found, invocation), page);
    },
  });

  /** What was done to every digest here, those that are gone among them. */
  async function everyChange(workspace: WorkspaceKey, page: number): Promise<Reply> {
    const upTo = page * SLOTS_A_PAGE;
    const entries = await store.audit.of(workspace, "digest", { limit: upTo + 1 });
    const shown = entries.slice(upTo - SLOTS_A_PAGE, upTo);
    if (shown.length === 0 && page === 1) throw nameless();
    if (shown.length === 0) return privately(paragraph(say("There is no such page.")));
    return privately(
      heading(say("Changes"), say("digests and alerts, times in UTC")),
      list(shown.map((entry) => namedChangeItem(entry, "UTC"))),
      note(say("What one sent and skipped: /digest history Morning brief, for example.")),
      ...(entries.length > upTo
        ? [actions(command(say("More"), formatCommand(PATH, { page: page + 1 }, historyOptions)))]
        : []),
    );
  }

  async function all({ record }: Subscription, page: number): Promise<Reply> {
    const upTo = page * SLOTS_A_PAGE;
    const slots = await store.ledger.slotsOf(record.id, { limit: upTo + 1 });
    const { workspace, id: subject } = record;
    const changes = await store.audit.of(workspace, "digest", { subject, limit: upTo + 1 });
    const lines = [...slots.map((slot) => ({ at: slot.slotAt, slot })), ...changes]
      .toSorted((a, b) => b.at - a.at)
      .slice(upTo - SLOTS_A_PAGE, upTo);
    const records = lines.flatMap((line) => ("slot" in line ? [line.slot] : []));
    const shown = await asDelivered(store.ledger, records);
    const byId = new Map(shown.map((slot) => [slot.id, slot]));
    const itemOf = (line: (typeof lines)[number]): readonly Content[] => {
      if (!("slot" in line)) return [changeItem(line, record.zone)];
      const slot = byId.get(line.slot.id);
      return slot === undefined ? [] : [slotItem(slot, record.zone)];
    };
    const nothingSent = paragraph(say('"{name}" has sent and skipped nothing yet.', { name: record.name }));
    if (lines.length === 0)
      return privately(page === 1 ? nothingSent : paragraph(say("There is no such page.")));
    return privately(
      heading(
        say("History of {name}", { name: record.name }),
        say("{place}, times in {zone}", { place: record.placeLabel, zone: record.zone }),
      ),
      ...(slots.length === 0 ? [nothingSent] : []),
      list(lines.flatMap(itemOf)),
      actions(
        ...shown
          .filter(({ settled }) => countOf(settled) > 0)
          .map((slot) =>
            command(
              formatLocal(slot.slotAt, record.zone),
              formatCommand(PATH, { slot: slot.id }, historyOptions),
            ),
          ),
        ...(slots.length + changes.length > upTo
          ? [command(say("More"), formatCommand(PATH, { name: record.id, page: page + 1 }, historyOptions))]
          : []),
      ),
    );
  }
}

function nameless(): AppError {
  return new AppError("bad-input", say("Name the digest: /digest history Morning brief, for example."));
}

function bucketNamed(name: string | undefined): Bucket | undefined {
  return BUCKETS.find((bucket) => bucket === name);
}

/** A slot, with what it settled as its messages stand. */
type DeliveredSlot = Omit<SlotRecord, "settled"> & { readonly settled: Settled };

/** The slots as their messages stand, in their order. */
export async function asDelivered(
  ledger: Pick<Ledger, "standing">,
  slots: readonly SlotRecord[],
): Promise<readonly DeliveredSlot[]> {
  const parts = await ledger.standing(slots.map(({ id }) => id));
  return slots.map((slot) => ({ ...slot, settled: settledAsDelivered(slot, parts.get(slot.id) ?? []) }));
}

/**
 * A slot in a list, in the zone that is told above: what became of it, with its receipt, or why nothing was sent. What is
 * wrong with a sent one stands behind its receipt.
 */
export function slotItem(slot: DeliveredSlot, zone: string): Content {
  const { reason, state, settled } = slot;
  const { spikes = [] } = settled;
  const isReceiptTold =
    countOf(settled) > 0 ? reason === null || state !== "skipped" : reason === null && spikes.length === 0;
  return [
    strong(dotted(formatLocal(slot.slotAt, zone), stateOf(slot))),
    ` · ${dotted(...spikes, isReceiptTold && receiptText(settled), reason !== null && sayStored(reason))}`,
  ];
}

function stateOf({ state, kind }: Pick<SlotRecord, "state" | "kind">): string {
  switch (state) {
    case "pending":
      return say("on its way");
    case "sent":
      return kind === "run" ? say("sent by hand") : say("sent");
    case "skipped":
      return say("skipped");
    case "dead":
      return say("given up");
    default:
      return assertNever(state);
  }
}

/** A page of one bucket: the ids of its articles, and how many the bucket names in all. */
interface BucketPage {
  /** None: the whole slot. */
  readonly bucket: Bucket | undefined;
  readonly page: number;
  readonly articles: readonly string[];
  readonly of: number;
}

/** The articles of one bucket, or of the whole slot when no bucket is named. */
async function oneSet(
  { record }: Subscription,
  slot: DeliveredSlot,
  { bucket, page, articles: shown, of }: BucketPage,
  catalog: Catalog,
): Promise<Reply> {
  const { settled } = slot;
  const first = (page - 1) * ARTICLES_A_PAGE;
  const entries = new Map((await catalog.entries(shown)).map((entry) => [entry.article.id, entry]));
  const others = BUCKETS.filter((other) => other !== bucket && sizeOf(settled, other) > 0);
  const setText = (values: { readonly set: Bucket; readonly page?: number }): string =>
    formatCommand(PATH, { slot: slot.id, ...values }, historyOptions);
  return privately(
    heading(record.name, dotted(formatInstant(slot.slotAt, record.zone), stateOf(slot))),
    ...(settled.spikes ?? []).map((sentence) => paragraph(sentence)),
    ...(slot.reason === null ? [] : [paragraph(sayStored(slot.reason))]),
    ...(bucket === undefined
      ? [paragraph(receiptText(settled))]
      : [
          paragraph(`${bucketText(bucket, of)}${bucket === "shown" ? "" : `: ${reasonOf(bucket)}`}.`),
          ...(shown.length === 0
            ? []
            : [
                list(
                  shown.map((id) => articleLine(id, entries.get(id))),
                  true,
                ),
              ]),
          ...pageNote(first, shown.length, of),
          actions(
            ...shown.flatMap((id, index) =>
              entries.has(id)
                ? [
                    command(say("Details {number}", { number: index + 1 }), showText(id), {
                      typed: `/news show ${index + 1}`,
                    }),
                  ]
                : [],
            ),
            ...(bucket !== undefined && first + shown.length < of
              ? [command(say("More"), setText({ set: bucket, page: page + 1 }))]
              : []),
          ),
        ]),
    actions(
      ...others.map((other) => command(bucketText(other, sizeOf(settled, other)), setText({ set: other }))),
      // What is opened takes the place of its list, where the platform can.
      command(
        say("Back"),
        formatCommand(PATH, bucket === undefined ? { name: record.id } : { slot: slot.id }, historyOptions),
      ),
    ),
  );
}

function pageNote(first: number, shown: number, all: number): readonly Block[] {
  return shown === all
    ? []
    : [note(say("{first}–{last} of {all}", { first: first + 1, last: first + shown, all }))];
}

function articleLine(id: string, entry: StoryEntry | undefined): (Inline | string)[] {
  if (entry === undefined)
    return [say("An article that is no longer in the data ({id})", { id: id.slice(0, 12) })];
  const { title = say(UNTITLED), link: address, source, publishedAt, assessments, countries } = entry.article;
  const url = safeUrl(address);
  return [
    url === undefined ? strong(title) : link(url, title),
    ` · ${dotted(
      assessments.map(({ pillar, score }) => `${pillar} ${signOf(score)}`).join("  "),
      countries.map(countryHere).join(", "),
      source,
      publishedAt === undefined ? say("undated") : formatDate(publishedAt),
    )}`,
  ];
}
