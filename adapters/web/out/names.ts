// Names in the page's forms that the reading of what is sent must know. Each has a colon, which no field's name has.

/** The code of a form, and the turn in which it stands. */
export const FORM_CODE = "form:code";
export const FORM_TURN = "form:turn";
/** Names what was asked, since browsers send nothing of an empty checkbox: `flag:share`. */
export const ASKED = "asked:";
/** Ends the name of the hour of a time. */
export const HOUR = ":at";
/** Begins the value of a time that has no hour. */
export const WHOLE = "whole:";

/** A field as it comes back: one text, several, a checkbox, or days and an hour. */
export interface Question {
  readonly kind: "one" | "several" | "flag" | "timed";
  readonly name: string;
}
