// SVG as text. The only place where text becomes markup.

import { assertNever } from "../errors.ts";
import type { Mark } from "./palette.ts";

export type Attributes = Readonly<Record<string, string | number>>;

/** What XML cannot hold, and what turns the words around it, goes. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/gu, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Zl}\p{Zp}\ufffe\uffff]/gu, "")
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}

/** One element; `content` is markup. */
export function tag(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === "number" ? rounded(value) : escapeXml(value)}"`,
  );
  return `<${name}${written.join("")}${content === "" ? "/>" : `>${content}</${name}>`}`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Text, which is cleaned already. */
export function words(text: string, x: number, y: number, attributes: Attributes): string {
  return tag("text", { x, y, ...attributes }, escapeXml(text));
}

/** The mark of a series around a point; `isHollow` for what is partial. */
export function markAt(
  mark: Mark,
  {
    x,
    y,
    size,
    colour,
    isHollow = false,
    halo,
  }: {
    readonly x: number;
    readonly y: number;
    /** Half of its width. */
    readonly size: number;
    readonly colour: string;
    readonly isHollow?: boolean;
    /** The colour behind it. */
    readonly halo: string;
  },
): string {
  const isOpen = isHollow || mark === "ring";
  const paint = {
    fill: isOpen ? halo : colour,
    stroke: isOpen ? colour : halo,
    "stroke-width": isOpen ? 1.8 : 1.2,
  };
  const shape = (path: string): string => tag("path", { d: path, ...paint });
  const at = (dx: number, dy: number): string => `${rounded(x + dx * size)} ${rounded(y + dy * size)}`;
  switch (mark) {
    case "circle":
    case "ring":
      return tag("circle", { cx: x, cy: y, r: size * 0.92, ...paint });
    case "square":
      return shape(`M${at(-0.85, -0.85)}L${at(0.85, -0.85)}L${at(0.85, 0.85)}L${at(-0.85, 0.85)}Z`);
    case "diamond":
      return shape(`M${at(0, -1.2)}L${at(1.2, 0)}L${at(0, 1.2)}L${at(-1.2, 0)}Z`);
    case "triangle":
      return shape(`M${at(0, -1.1)}L${at(1.1, 0.9)}L${at(-1.1, 0.9)}Z`);
    case "downward triangle":
      return shape(`M${at(0, 1.1)}L${at(1.1, -0.9)}L${at(-1.1, -0.9)}Z`);
    case "bar":
      return shape(`M${at(-1.2, -0.4)}L${at(1.2, -0.4)}L${at(1.2, 0.4)}L${at(-1.2, 0.4)}Z`);
    case "cross":
      return shape(
        `M${at(-0.35, -1.1)}L${at(0.35, -1.1)}L${at(0.35, -0.35)}L${at(1.1, -0.35)}L${at(1.1, 0.35)}L${at(0.35, 0.35)}L${at(0.35, 1.1)}L${at(-0.35, 1.1)}L${at(-0.35, 0.35)}L${at(-1.1, 0.35)}L${at(-1.1, -0.35)}L${at(-0.35, -0.35)}Z`,
      );
    default:
      return assertNever(mark);
  }
}
