// What the page loads besides itself, all of it from here: htmx as npm brings it, our style, the few lines of script, the font.

import { readFileSync } from "node:fs";
import { fontProblem, shippedFonts } from "../../../src/charts/font.ts";

export interface Asset {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const read = (url: URL | string): Asset["bytes"] => readFileSync(new URL(url, import.meta.url));

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1f4e79"/><path d="M8 3 3.5 7.5h9zM8 13l4.5-4.5h-9z" fill="#fff"/></svg>`;

/** By their names. Read when the platform is made. */
export function readAssets(): ReadonlyMap<string, Asset> {
  return new Map([
    [
      "htmx.js",
      {
        type: "text/javascript; charset=utf-8",
        bytes: read(import.meta.resolve("htmx.org/dist/htmx.min.js")),
      },
    ],
    ["page.js", { type: "text/javascript; charset=utf-8", bytes: read("./page.js") }],
    ["page.css", { type: "text/css; charset=utf-8", bytes: read("./page.css") }],
    ["look.css", { type: "text/css; charset=utf-8", bytes: read("./look.css") }],
    ["icon.svg", { type: "image/svg+xml", bytes: new TextEncoder().encode(ICON) }],
    ...fonts(),
  ]);
}

/** Without them the page is set in the browser's own. */
function fonts(): readonly (readonly [string, Asset])[] {
  if (fontProblem() !== undefined) return [];
  return Object.entries(shippedFonts()).map(([weight, path]) => [
    `${weight}.ttf`,
    { type: "font/ttf", bytes: readFileSync(path) },
  ]);
}
