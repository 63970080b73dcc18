// `/news export`: everything that a question keeps, a row for each assessment, as a file.

import type { PutExport } from "../../datasets/connections/exporting.ts";
import { EXPORTS } from "../../dropbox/data-file.ts";
import { formatCommand } from "../../language/declare/format.ts";
import type { Arguments, Options } from "../../language/declare/options.ts";
import type { Catalog } from "../../news/catalog.ts";
import type { ExportedFile, Exports } from "../../news/export/exports.ts";
import type { ExportFormat } from "../../news/export/protocol.ts";
import { describeFilter, filterOf } from "../../news/filter/filter.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import {
  actions,
  type Content,
  code,
  command,
  dotted,
  heading,
  inline,
  note,
  paragraph,
  paragraphs,
  privately,
  refusing,
} from "../../reply/build.ts";
import { formatDate, formatInstant } from "../../reply/dates.ts";
import { inlineText, sizeText } from "../../reply/plain-text.ts";
import type { Clock } from "../../reply/ports.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import type { Allowances } from "../../store/allowances.ts";
import { type ResolvedPeriod, resolvePeriod } from "../../time/windows.ts";
import { inLanguage, say, sayParts, wording } from "../../wording/say.ts";
import { type Command, type CommandContext, defineCommand } from "../serve/define.ts";
import { createRateLimit } from "../serve/rate-limit.ts";
import { filterOptions } from "./filters.ts";
import { SCORED_BY, sentenceCase } from "./footer.ts";
import { fixedDates } from "./list-page.ts";
import { anchorsOf, describePeriod, shiftedSentence, typedWindow } from "./period.ts";

export interface ExportServices {
  readonly exports: Exports;
  /** How files get into the workspace's Dropbox. Throws AppError with what to do where none may. */
  readonly dropboxOf: (workspace: WorkspaceKey) => Promise<PutExport>;
  readonly clock: Clock;
  /** Counts the exports of all processes; absent: this is the only one. */
  readonly allowances?: Pick<Allowances, "take"> | undefined;
}

/** Of one actor: a file takes a core for seconds. */
export const EXPORTS_AN_HOUR = 20;

const exportOptions = {
  ...filterOptions,
  format: {
    kind: "choice",
    summary: wording("The kind of file: xlsx when not given"),
    bare: true,
    choices: [
      { value: "xlsx", label: "xlsx", aliases: ["excel"] },
      { value: "csv", label: "csv", aliases: [] },
      { value: "parquet", label: "parquet", aliases: [] },
    ],
  },
  texts: { kind: "flag", summary: wording("With the articles' descriptions and whole texts") },
  dropbox: { kind: "flag", summary: wording("Into the bot's folder in Dropbox instead of here") },
  share: { kind: "flag", summary: wording("Show the file to everyone here") },
  snapshot: {
    kind: "text",
    summary: wording("The state of the news that it is made of"),
    hidden: true,
    maxLength: 64,
  },
} as const satisfies Options;

type ExportValues = Arguments<typeof exportOptions>;

const PATH = ["news", "export"] as const;

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  parquet: "application/vnd.apache.parquet",
};

export function exportCommand(services: ExportServices): Command {
  const { exports, dropboxOf, clock, allowances: shared } = services;
  const rateLimit = createRateLimit({
    most: EXPORTS_AN_HOUR,
    per: "hour",
    of: wording("exports"),
    clock,
    shared,
  });

  return defineCommand({
    path: PATH,
    summary: wording("Everything that matches as a file: xlsx, csv or parquet"),
    role: "read",
    answers: "message",
    takesUp: true,
    examples: [
      "/news export corruption latvia last month",
      "/news export strong negative since 2024-02-01 csv",
      "/news export estonia scored no parquet texts",
    ],
    options: exportOptions,
    async handler(values, context) {
      const { workspace, actor } = context.invocation;
      const asked = await question(values, context);
      if (asked === undefined)
        return refusing(
          paragraph(
            ...sayParts(
              "That state of the news is no longer kept. Without {option} the file is made of the news as they are now.",
              { option: code("snapshot") },
            ),
          ),
        );
      rateLimit.take(`${workspace}\n${actor.id}`);
      await rateLimit.takeAmongAll(`${workspace}\n${actor.id}`);
      // Before anything is made: a file that may not go there is of no use.
      const put = values.dropbox === true ? await dropboxOf(workspace) : undefined;
      const { format = "xlsx", texts = false } = values;
      const tell = (sentence: string): void => context.progress(privately(paragraph(sentence)));
      const file = await exports.make({
        workspace,
        snapshotDirectory: asked.catalog.directory,
        filter: asked.filter,
        period: asked.resolved.period,
        format,
        withTexts: texts,
        told: toldOf(asked, context.now),
        fileName: fileNameOf(asked),
        onProgress: (progress) =>
          tell(
            progress.type === "rows"
              ? say("{done, number} of {rows, plural, one {# row} other {# rows}} found…", {
                  done: progress.done,
                  rows: progress.of,
                })
              : say("Writing {rows, plural, one {# row} other {# rows}}…", { rows: progress.of }),
          ),
      });
      if (file === undefined) return nothingReply(asked, values);
      if (put === undefined)
        return reply(values.share === true ? "everyone" : "asker", asked, file, fileBlock(file, format));
      const { path } = await put(file, (sentBytes) =>
        tell(
          say("{sent} of {size} are in Dropbox…", {
            sent: sizeText(sentBytes),
            size: sizeText(file.sizeBytes),
          }),
        ),
      );
      return reply(
        "asker",
        asked,
        file,
        paragraph(say("It is in Dropbox: {path} ({size}).", { path, size: sizeText(file.sizeBytes) })),
      );
    },
  });
}

/** What is exported, once its dates are known. */
interface Question {
  readonly catalog: Catalog;
  readonly notice?: Content;
  readonly filter: ReturnType<typeof filterOf>;
  readonly resolved: ResolvedPeriod;
  readonly anchors: Awaited<ReturnType<typeof anchorsOf>>;
  readonly dates: string;
  /** The command that makes the same rows of the same state of the news. */
  readonly text: string;
}

async function question(values: ExportValues, { news, now }: CommandContext): Promise<Question | undefined> {
  const { snapshot } = values;
  const served = snapshot === undefined ? await news.serving() : await news.snapshot(snapshot);
  if (served === undefined) return undefined;
  const { catalog, notice } = served;
  const filter = filterOf(values);
  const anchors = await anchorsOf(catalog, filter, now);
  const resolved = resolvePeriod(typedWindow(values) ?? {}, anchors);
  const { dropbox: _dropbox, share: _share, ...kept } = values;
  const exact = { ...kept, ...fixedDates(resolved.period), snapshot: catalog.manifest.id };
  return {
    catalog,
    ...(notice === undefined ? {} : { notice }),
    filter,
    resolved,
    anchors,
    dates: describePeriod(resolved.period, anchors, catalog.manifest.firstDate),
    text: formatCommand(PATH, exact, exportOptions),
  };
}

/** The beginning of the first sheet. */
function toldOf(
  { catalog, filter, dates, text, notice }: Question,
  now: number,
): readonly (readonly [string, string])[] {
  return [
    [say("Question"), text],
    [say("In words"), describeFilter(filter) || say("everything")],
    [say("Dates covered"), dates],
    [say("State of the news"), catalog.manifest.id],
    ...(notice === undefined ? [] : [[say("About that state"), inlineText(inline(notice))] as const]),
    [say("Made"), formatInstant(now, "UTC")],
  ];
}

/** Characters of the question in a file's name. */
const NAME_CHARACTERS = 60;

/** `rol-news-open-government-latvia-2024-02-29-to-2024-03-07`. */
function fileNameOf({ filter, resolved: { period }, anchors, catalog }: Question): string {
  // Programs and people of any language find files by these names.
  const words = inLanguage("en", () => describeFilter(filter))
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, NAME_CHARACTERS);
  const day = (at: number): string => new Date(at).toISOString().slice(0, "2024-03-05".length);
  const from = period.from ?? catalog.manifest.firstDate;
  const to = period.to ?? anchors.newest ?? anchors.now;
  const dates = from === null || from > to ? [day(to)] : [day(from), "to", day(to)];
  return [EXPORTS.prefix, words, ...dates]
    .map((part) => part.replace(/^-+|-+$/g, ""))
    .filter((part) => part !== "")
    .join("-");
}

function fileBlock({ name, path, sizeBytes }: ExportedFile, format: ExportFormat): Block {
  return { type: "file", name, mediaType: MEDIA_TYPES[format], path, sizeBytes };
}

function reply(audience: Reply["audience"], asked: Question, file: ExportedFile, where: Block): Reply {
  const { counts, cut } = file;
  return {
    audience,
    blocks: [
      ...introOf(asked),
      paragraph(
        say(
          "{assessments, plural, one {# assessment} other {# assessments}} of {articles, plural, one {# article} other {# articles}}, a row each.",
          { assessments: counts.assessments, articles: counts.articles },
        ),
      ),
      where,
      note(
        sentenceCase(
          dotted(
            say("{stories, plural, one {# story} other {# stories}}", { stories: counts.stories }),
            say("{notScored, number} not scored", { notScored: counts.notScored }),
            counts.undated > 0 &&
              say("{articles, plural, one {# article} other {# articles}} undated", {
                articles: counts.undated,
              }),
            cut > 0 &&
              say(
                "{texts, plural, one {# text} other {# texts}} cut at the 32,767 characters of a cell; csv and parquet have all",
                { texts: cut },
              ),
          ),
        ),
      ),
      note(...sayParts("The same rows again: {command}", { command: code(asked.text) })),
      note(say(SCORED_BY)),
    ],
  };
}

function introOf({ filter, dates, notice, resolved, anchors }: Question): readonly Block[] {
  return [
    heading(dotted(say("Export"), describeFilter(filter)), dates),
    ...paragraphs(notice, shiftedSentence(resolved, anchors)),
  ];
}

async function nothingReply(asked: Question, values: ExportValues): Promise<Reply> {
  const newest = await asked.catalog.newestMatch(asked.filter);
  const { until: _until, ...rest } = values;
  return privately(
    ...introOf(asked),
    ...(newest === undefined
      ? [paragraph(say("Nothing dated matches this, so there is no file. Ask again with less of it."))]
      : [
          paragraph(
            say("Nothing in these dates matches, so there is no file. The newest match is from {date}.", {
              date: formatDate(newest),
            }),
          ),
          actions(
            command(
              say("Export all dates"),
              formatCommand(PATH, { ...rest, since: { type: "all" } }, exportOptions),
            ),
          ),
        ]),
  );
}
