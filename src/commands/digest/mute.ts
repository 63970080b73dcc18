// `/digest mute` and `unmute`: outlets, words and stories that are kept out of one digest, or of all.

import { randomBytes } from "node:crypto";
import type { Subscription } from "../../digest/subscription.ts";
import { AppError } from "../../errors.ts";
import { formatCommand } from "../../language/declare/format.ts";
import { domainOf, isDomain } from "../../language/know/vocabulary.ts";
import { UNTITLED } from "../../news/card.ts";
import type { Invocation } from "../../platform/invocation.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import {
  actions,
  type Content,
  command,
  instant,
  list,
  paragraph,
  privately,
  quote,
} from "../../reply/build.ts";
import { formatInstant } from "../../reply/dates.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { Reply } from "../../reply/reply.ts";
import type { Deed } from "../../store/audit.ts";
import type { MuteRecord } from "../../store/mutes.ts";
import { say, sayParts, wording } from "../../wording/say.ts";
import { type FoundArticle, findArticle, isNumberOfList } from "../news/find-article.ts";
import { chooseAmong } from "../news/one-article.ts";
import { type Command, type CommandContext, defineCommand } from "../serve/define.ts";
import { doerOf } from "../serve/doer.ts";
import { boundsFor, checkMutesFit, MUTE_BOUNDS } from "./bounds.ts";
import { checkMayChange, findSubscription } from "./find.ts";
import { muteForm } from "./forms.ts";
import { muteOptions, unmuteOptions, whatOption } from "./mute-options.ts";
import type { DigestServices } from "./services.ts";

interface Target {
  readonly kind: MuteRecord["kind"];
  readonly value: string;
  readonly label: string;
}

export function muteCommands(services: DigestServices): readonly Command[] {
  const { store } = services;

  /** The digest named, if it is the actor's; all of them are for admins. */
  async function ownDigest(name: string | undefined, invocation: Invocation) {
    const { workspace, actor } = invocation;
    if (name !== undefined) {
      const found = await findSubscription(store.subscriptions, workspace, name);
      await checkMayChange(services, found, invocation);
      return found;
    }
    if (actor.roles.includes("admin")) return undefined;
    throw new AppError(
      "not-allowed",
      say(
        "What is kept out of every digest is for admins to say. Name a digest of yours: /digest mute word football digest Morning brief. Nothing was changed.",
      ),
    );
  }

  /** Buttons carry ids, people read names; what is neither stays as it was said. */
  async function nameOf(digest: string | undefined, workspace: WorkspaceKey): Promise<string | undefined> {
    const found = digest === undefined ? undefined : await store.subscriptions.get(digest);
    return found?.workspace === workspace ? found.name : digest;
  }

  async function targetOf(
    what: string | undefined,
    said: string,
    context: CommandContext,
  ): Promise<Target | Extract<FoundArticle, { type: "several" }>> {
    const { kind, value } = readTarget(what, said);
    switch (kind) {
      case "source": {
        const domain = isNumberOfList(value) ? await sourceNumbered(value, context) : domainOf(value);
        if (domain === undefined || !isDomain(domain)) throw new AppError("bad-input", noDomain(value));
        return { kind, value: domain, label: domain };
      }
      case "word":
        return { kind, value: value.toLowerCase(), label: `"${value.toLowerCase()}"` };
      case "story": {
        const { catalog, dataSet } = await context.news.serving();
        const found = await findArticle(catalog, value, services.lists, context);
        if (found.type === "several") return found;
        const { id, title = say(UNTITLED) } = found.entry.article;
        // Words of a title may lead to another article than was meant.
        if (found.type === "guessed") return { type: "several", choices: [found.entry.article] };
        // Its id may change.
        const known = await store.seen.articlesWithIds(dataSet, [id]);
        return { kind, value: known.get(id) ?? id, label: title };
      }
    }
  }

  /** The outlet of the article with that number. */
  async function sourceNumbered(number: string, context: CommandContext): Promise<string | undefined> {
    const { catalog } = await context.news.serving();
    const found = await findArticle(catalog, number, services.lists, context);
    return found.type === "several" ? undefined : found.entry.article.source;
  }

  const mute = defineCommand({
    path: ["digest", "mute"],
    summary: wording("Keeps a source, a word or a story out of digests"),
    role: "manage",
    answers: { formUnless: ["value"] },
    examples: ["/digest mute source delfi.ee for 7d", "/digest mute source 2", "/digest mute word football"],
    options: muteOptions,
    async check({ what, value = "" }) {
      if (value.trim() === "") return [{ field: "value", sentence: say("Say what to keep out.") }];
      return what === "source" && !isDomain(value.trim()) && !isNumberOfList(value)
        ? [{ field: "value", sentence: noDomain(value) }]
        : [];
    },
    async handler(values, context): Promise<Reply> {
      const { what, value, for: lifeMs, digest } = values;
      const { workspace, actor, input } = context.invocation;
      if (value === undefined && input.type !== "form")
        return muteForm(values, await nameOf(digest, workspace));
      const only = await ownDigest(digest, context.invocation);
      const target = await targetOf(what, value ?? "", context);
      if ("choices" in target) {
        const textOf = (story: string): string =>
          formatCommand(
            ["digest", "mute"],
            {
              what: "story",
              value: story,
              ...(lifeMs === undefined ? {} : { for: lifeMs }),
              ...(only === undefined ? {} : { digest: only.record.id }),
            },
            muteOptions,
          );
        const wanted = readTarget(what, value ?? "").value;
        return chooseAmong({ label: say("Mute"), textOf }, wanted, target, services.lists, context);
      }
      const record: MuteRecord = {
        id: randomBytes(6).toString("hex"),
        workspace,
        subscription: only?.record.id ?? null,
        ...target,
        expiresAt: lifeMs === undefined ? null : context.now + lifeMs,
        createdBy: actor.id,
        createdAt: context.now,
      };
      const deed = deedOf("muted", record, only, context);
      checkMutesFit(await store.mutes.addWithin(record, boundsFor(actor, MUTE_BOUNDS), context.now, deed));
      const undo = formatCommand(
        ["digest", "unmute"],
        {
          what: target.kind,
          value: target.value,
          ...(only === undefined ? {} : { digest: only.record.id }),
        },
        unmuteOptions,
      );
      return privately(
        paragraph(...mutedSentence(record, only?.record.name)),
        actions(command(say("Undo"), undo)),
      );
    },
  });

  const unmute = defineCommand({
    path: ["digest", "unmute"],
    summary: wording("Lets a muted source, word or story in again"),
    role: "manage",
    answers: "message",
    examples: ["/digest unmute source delfi.ee"],
    options: unmuteOptions,
    async handler({ what, value, digest }, context): Promise<Reply> {
      const { workspace } = context.invocation;
      const mutes = await store.mutes.ofWorkspace(workspace, context.now);
      if (value === undefined) return mutesReply(mutes);
      const only = await ownDigest(digest, context.invocation);
      const { kind, value: said } = readTarget(what, value);
      // A story is muted by whichever article was named then; a number is what was printed with it.
      const target = isNumberOfList(said) ? await targetOf(kind, said, context) : undefined;
      const names =
        target === undefined || "choices" in target
          ? [kind === "source" ? domainOf(said) : said.toLowerCase()]
          : [target.value.toLowerCase(), target.label.toLowerCase()];
      const found = mutes.find(
        (record) =>
          record.kind === kind &&
          record.subscription === (only?.record.id ?? null) &&
          [record.value.toLowerCase(), record.label.toLowerCase()].some((name) => names.includes(name)),
      );
      if (found === undefined) {
        const value = excerpt(said, 60);
        const sentence =
          only === undefined
            ? say(
                'The {kind, select, source {source} word {word} other {story}} "{value}" is not muted in all digests.',
                { kind, value },
              )
            : say(
                'The {kind, select, source {source} word {word} other {story}} "{value}" is not muted in "{digest}".',
                { kind, value, digest: only.record.name },
              );
        return { ...mutesReply(mutes), blocks: [paragraph(sentence), ...mutesReply(mutes).blocks] };
      }
      const deed = deedOf("unmuted", found, only, context);
      await store.mutes.remove(workspace, found.kind, found.value, found.subscription, deed);
      return privately(
        paragraph(
          ...sayParts(
            "The {kind, select, source {source} word {word} other {story}} {label} may be shown again. Nothing that was missed comes back.",
            { kind: found.kind, label: quote(found.label) },
          ),
        ),
      );
    },
  });
  return [mute, unmute];
}

function deedOf(
  kind: "muted" | "unmuted",
  { kind: what, label }: Pick<MuteRecord, "kind" | "label">,
  only: Subscription | undefined,
  context: CommandContext,
): Deed {
  return {
    ...doerOf(context),
    kind,
    ...(only === undefined ? {} : { subject: only.record.id, subjectName: only.record.name }),
    details: { what, label },
  };
}

/** `source delfi.ee` as one text, or what and value apart. */
function readTarget(
  what: string | undefined,
  said: string,
): { readonly kind: MuteRecord["kind"]; readonly value: string } {
  const [, first = "", rest = ""] = /^(\S+)\s*(.*)$/s.exec(said.trim()) ?? [];
  const typed = kindNamed(first);
  const kind = what === undefined ? typed : kindNamed(what);
  const value = what === undefined ? rest.trim() : said.trim();
  if (kind === undefined || value === "")
    throw new AppError(
      "bad-input",
      say(
        "Say what: /digest mute source delfi.ee, /digest mute source 2 for the outlet of number 2, /digest mute word football, or /digest mute story 2 for 7d.",
      ),
    );
  return { kind, value };
}

function noDomain(value: string): string {
  return say(`"{value}" is no outlet's domain, such as delfi.ee.`, { value: excerpt(value) });
}

function kindNamed(text: string): MuteRecord["kind"] | undefined {
  const word = text.toLowerCase();
  return whatOption.choices.find(
    ({ value, aliases }) => value === word || aliases.some((alias) => alias === word),
  )?.value;
}

function mutesReply(mutes: readonly MuteRecord[]): Reply {
  if (mutes.length === 0) return privately(paragraph(say("Nothing is muted.")));
  return privately(
    paragraph(say("What is muted:")),
    list(mutes.map((mute) => muteLine(mute, "UTC"))),
    actions(
      ...mutes.slice(0, 5).map((mute) =>
        command(
          say("Unmute {label}", { label: mute.label }),
          formatCommand(
            ["digest", "unmute"],
            {
              what: mute.kind,
              value: mute.value,
              ...(mute.subscription === null ? {} : { digest: mute.subscription }),
            },
            unmuteOptions,
          ),
        ),
      ),
    ),
  );
}

/** `source delfi.ee until Tue 5 Mar 2024 09:00 UTC`. */
export function muteLine({ kind, label, expiresAt }: MuteRecord, zone: string): Content {
  return expiresAt === null
    ? sayParts("{kind, select, source {source} word {word} other {story}} {label}", {
        kind,
        label: quote(label),
      })
    : sayParts("{kind, select, source {source} word {word} other {story}} {label} until {time}", {
        kind,
        label: quote(label),
        time: formatInstant(expiresAt, zone),
      });
}

/** What was muted just now; `digest` is the only one that it is kept out of. */
function mutedSentence(
  { kind, label, expiresAt }: Pick<MuteRecord, "kind" | "label" | "expiresAt">,
  digest: string | undefined,
): Content {
  return sayParts(
    'Muted {lasts, select, always {for good} other {until {time}}}: the {kind, select, source {source {label}} word {word {label}} other {story {label} with every other step of its affair}}, in {where, select, everywhere {every digest and alert here} other {"{digest}"}}. Receipts go on counting what it keeps out.',
    {
      lasts: expiresAt === null ? "always" : "while",
      time: expiresAt === null ? "" : instant(expiresAt),
      kind,
      label: quote(label),
      where: digest === undefined ? "everywhere" : "one",
      digest: digest ?? "",
    },
  );
}
