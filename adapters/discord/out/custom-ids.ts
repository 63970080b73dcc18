// What buttons, selects and forms carry as custom_id: the action's code, and marks that this adapter puts before it.
// Codes begin with a version such as `c1:`, so no mark can be mistaken for one.

import { COMPONENT } from "./limits.ts";

/** The command answers with a form, which must be shown first and at once. */
const FORM = "f1:";
/** A select: the code is in the chosen value. */
const SELECT = "s1:";
/** The delivery that the message belongs to, up to a bar. */
const DELIVERY = /^k1:([^|]{1,25})\|(.*)$/s;

export interface CustomId {
  readonly code: string;
  /** Whether the command answers with a form. */
  readonly opensForm: boolean;
}

export function selectId(place: number): string {
  return `${SELECT}${place}`;
}

/** The code marked as one whose command answers with a form. */
export function formCode(code: string): string {
  return `${FORM}${code}`;
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
  return id.startsWith(FORM)
    ? { code: id.slice(FORM.length), opensForm: true }
    : { code: id, opensForm: false };
}
