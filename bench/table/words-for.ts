// Figures, targets and the machine in words.

import type { Figure, Unit } from "./figures.ts";
import type { Machine } from "./machine.ts";
import type { HeldFigure, Report } from "./run.ts";
import type { Target } from "./targets.ts";

/** `3.1 ms`, `1,234 ms`, `12.4×`; a dash for what is none. */
export function valueText({ value, unit }: Pick<Figure, "value" | "unit">): string {
  if (Number.isNaN(value)) return "–";
  const digits =
    unit === "" || unit === "bytes" || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const number = value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${number}${unitText(unit)}`;
}

function unitText(unit: Unit): string {
  return unit === "×" ? "×" : unit === "" ? "" : ` ${unit}`;
}

/** `≤ 4 ms`. */
export function targetText(target: Target): string {
  const [sign, value] = "most" in target ? ["≤", target.most] : ["≥", target.least];
  return `${sign} ${value.toLocaleString("en-US")}${unitText(target.unit)}`;
}

/** How a figure stands to its target: its share of it, and whether it holds. */
export function standing({ target, share, holds }: HeldFigure): string {
  if (target === undefined) return "";
  if (share === undefined || holds === undefined) return "not measured";
  const said = Number.isFinite(share) ? share.toFixed(2) : "∞";
  return holds ? `${said} holds` : `${said} missed`;
}

export function machineText({
  cores,
  model,
  memoryBytes,
  system,
  node,
  duckdb,
  load,
  syncMs,
}: Machine): string {
  const memory = `${Math.round(memoryBytes / 2 ** 30)} GiB`;
  const sync = `${syncMs.toFixed(2)} ms until 4 kB are on the disk for good`;
  return `${cores} cores (${model}), ${memory}, ${sync}, ${system}, Node ${node}, DuckDB ${duckdb}, load ${load} at the start`;
}

export function newsText({ news }: Report): string {
  const [rows, articles] = [news.rows, news.articles].map((count) => count.toLocaleString("en-US"));
  const size = valueText({ value: news.sizeBytes / 1e6, unit: "MB" });
  return `${rows} assessments of ${articles} articles, ${news.files} ${news.files === 1 ? "file" : "files"}, ${size}`;
}
