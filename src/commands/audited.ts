// What people did to digests and to the connection, in a sentence each, and as rows of a csv.

import { z } from "zod";
import { assertNever } from "../errors.ts";
import { csvHead, csvRow } from "../news/export/csv.ts";
import { type Content, strong } from "../reply/build.ts";
import { formatInstant, formatLocal } from "../reply/dates.ts";
import { excerpt } from "../reply/excerpt.ts";
import type { AuditEntryRecord } from "../store/audit.ts";
import { say } from "../wording/say.ts";

const detailsSchema = z.record(z.string(), z.string());

/** Characters of a title, a path or names of files in a sentence; the csv has all. */
const NAME_CHARACTERS = 120;

/** A change in a list: when, in the zone that is told above, and what. */
export function changeItem(entry: AuditEntryRecord, zone: string): Content {
  return [strong(formatLocal(entry.at, zone)), ` · ${changeText(entry, zone)}`];
}

/** The same where several digests are told of: what it was called then stands before it. */
export function namedChangeItem(entry: AuditEntryRecord, zone: string): Content {
  const name = entry.subject === "" ? say("all digests") : entry.subjectName;
  return [strong(formatLocal(entry.at, zone)), ` · ${name}: ${changeText(entry, zone)}`];
}

function changeText({ kind, actorName, details }: AuditEntryRecord, zone: string): string {
  const read = detailsSchema.parse(JSON.parse(details));
  const who = actorName ?? say("the bot");
  const named = (key: string): string => excerpt(read[key] ?? "", NAME_CHARACTERS);
  switch (kind) {
    case "created":
      return say("made by {who}", { who });
    case "edited":
      return read.name === undefined
        ? say("changed by {who}: {options}", { who, options: named("options") })
        : say('changed by {who}: {options}; it is "{name}" since', {
            who,
            options: named("options"),
            name: named("name"),
          });
    case "paused":
      return read.until === undefined
        ? say("paused by {who}", { who })
        : say("paused by {who} until {time}", { who, time: formatInstant(Number(read.until), zone) });
    case "resumed":
      return say("resumed by {who}", { who });
    case "ran":
      return say("run by {who}", { who });
    case "deleted":
      return say("deleted by {who}", { who });
    case "muted":
      return say("{what, select, source {source} word {word} other {story}} {label} muted by {who}", {
        who,
        what: read.what ?? "",
        label: named("label"),
      });
    case "unmuted":
      return say("{what, select, source {source} word {word} other {story}} {label} let in again by {who}", {
        who,
        what: read.what ?? "",
        label: named("label"),
      });
    case "connected":
      return say("the Dropbox of {account} connected by {who}", { who, account: named("account") });
    case "disconnected":
      return say("the Dropbox of {account} disconnected by {who}", { who, account: named("account") });
    case "chose":
      return read.country === undefined
        ? say("{path} chosen by {who}", { who, path: named("path") })
        : say("{path} chosen by {who}, with {country} where no country is told", {
            who,
            path: named("path"),
            country: read.country,
          });
    case "accepted":
      return say("{files} put in use by {who}", { who, files: named("files") });
    case "kept":
      return say("the old news of {files} kept by {who}", { who, files: named("files") });
    case "undone":
      return say("what was decided of {files} taken back by {who}", { who, files: named("files") });
    default:
      return assertNever(kind);
  }
}

/** Rows for programs and spreadsheets, in the order given: not in anybody's language. */
export function csvOf(entries: readonly AuditEntryRecord[]): string {
  const head = csvHead(["at", "about", "did", "actor", "actor_name", "subject", "subject_name", "details"]);
  const rows = entries.map(({ at, about, kind, actorId, actorName, subject, subjectName, details }) =>
    csvRow([
      new Date(at).toISOString(),
      about,
      kind,
      actorId ?? "",
      actorName ?? "",
      subject,
      subjectName,
      details,
    ]),
  );
  return `${head}${rows.join("")}`;
}
