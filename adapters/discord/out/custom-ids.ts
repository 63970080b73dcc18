// What buttons, selects and forms carry as custom_id: the action's code, and marks that this adapter puts before it.
// Codes begin with a version such as `c1:`, so no mark can be mistaken for one.

import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { personOf, serverOf, workspaceOf } from "../api/workspaces.ts";
import { COMPONENT } from "./limits.ts";

/** The command answers with a form, which must be shown first and at once. */
const FORM = "f1:";
/** What it answers stands in the place of the message; the second: and it is a form. */
const PLACE = "p1:";
const FORM_PLACE = "g1:";
/** A select: the code is in the chosen value. */
const SELECT = "s1:";
/** The delivery that the message belongs to, up to a bar. */
const DELIVERY = /^k1:([^|]{1,25})\|(.*)$/s;
/**
 * The server whose data it is about, up to a bar, for messages outside of it; nothing before the bar: the conversation with
 * one person. Base 36 writes every id of Discord in 13 letters, so that all marks and a code fit (`MAX_CODE_BYTES`).
 */
const OF = /^w([123]):([0-9a-z]{0,13})\|(.*)$/s;
/** Beside whose data it is about: that its presser means these from now on, and asks for, or says, what it stands for. */
const CHOICES = { asked: "2", said: "3" } as const;
const BASE = 36;

export interface CustomId {
  readonly code: string;
  /** Whose message it stands in, where the mark tells. */
  readonly of?: { readonly server: string } | "conversation";
  /** Whether the command answers with a form. */
  readonly opensForm: boolean;
  /** What it answers, or what its form is answered with, stands in the place of the message. */
  readonly inPlace?: true;
  /** Whether its workspace is chosen by it: by what was asked for, or by what was said in a conversation. */
  readonly choice?: keyof typeof CHOICES;
}

export function selectId(place: number): string {
  return `${SELECT}${place}`;
}

/** The code marked as one whose command answers with a form. */
export function formCode(code: string): string {
  return `${FORM}${code}`;
}

/** The code of a button marked as one whose answer takes the place of its message. */
export function placeCode(code: string): string {
  return code.startsWith(FORM) ? `${FORM_PLACE}${code.slice(FORM.length)}` : `${PLACE}${code}`;
}

/** The codes as they are in a message that stays. */
export function withoutPlaces(codes: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const staying = (code: string): string =>
    code.replace(/^(w[123]:[0-9a-z]*\|)?([pg]1:)/, (_, of: string = "", mark: string) =>
      mark === FORM_PLACE ? `${of}${FORM}` : of,
    );
  return new Map([...codes].map(([text, code]) => [text, staying(code)]));
}

/** The codes of a message that may be pressed outside of the server that it is about. */
export function codesOutside(
  workspace: WorkspaceKey,
  codes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map([...codes].map(([text, code]) => [text, outsideCode(workspace, code)]));
}

/** A code that carries its workspace; one of another platform stays as it is. */
export function outsideCode(workspace: WorkspaceKey, code: string): string {
  const server = serverOf(workspace);
  if (server === undefined) return personOf(workspace) === undefined ? code : `w1:|${code}`;
  return /^\d{1,20}$/.test(server) ? `w1:${BigInt(server).toString(BASE)}|${code}` : code;
}

/** An outside code by whose pressing its workspace is chosen. */
export function choiceCode(code: string, choice: keyof typeof CHOICES): string {
  return code.replace(/^w1:/, `w${CHOICES[choice]}:`);
}

/** The workspace that a pressed button belongs to, where it tells. */
export function workspaceOfMark({ of }: CustomId, userId: string): WorkspaceKey | undefined {
  if (of === undefined) return undefined;
  return workspaceOf(of === "conversation" ? undefined : of.server, userId);
}

/** The custom_id with its delivery's key, or nothing when both do not fit. */
export function withDeliveryKey(key: string, customId: string): string | undefined {
  const marked = `k1:${key}|${customId}`;
  return marked.length <= COMPONENT.customIdLength ? marked : undefined;
}

/** The key of the delivery that a custom_id carries. */
export function deliveryKeyOf(customId: string): string | undefined {
  return DELIVERY.exec(customId)?.[1];
}

/** Reads a pressed button's, a chosen option's or a sent form's code. */
export function readCustomId(customId: string, chosen?: string): CustomId {
  const own = DELIVERY.exec(customId)?.[2] ?? customId;
  const id = own.startsWith(SELECT) && chosen !== undefined ? chosen : own;
  const [, kind, mark, marked] = OF.exec(id) ?? [];
  const rest = marked ?? id;
  const sort = [FORM, FORM_PLACE, PLACE].find((one) => rest.startsWith(one));
  return {
    code: rest.slice(sort?.length ?? 0),
    opensForm: sort === FORM || sort === FORM_PLACE,
    ...(sort === PLACE || sort === FORM_PLACE ? { inPlace: true } : {}),
    ...(kind === CHOICES.asked ? { choice: "asked" } : kind === CHOICES.said ? { choice: "said" } : {}),
    ...(mark === undefined ? {} : { of: mark === "" ? "conversation" : { server: numberOf(mark) } }),
  };
}

function numberOf(mark: string): string {
  return String(
    [...mark].reduce((sum, digit) => sum * BigInt(BASE) + BigInt(Number.parseInt(digit, BASE)), 0n),
  );
}
