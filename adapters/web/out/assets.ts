// What the page loads besides itself, all of it from here: htmx as npm brings it, our style and the few lines of script.

import { readFileSync } from "node:fs";

export interface Asset {
  readonly type: string;
  readonly text: string;
}

const read = (url: URL | string): string => readFileSync(new URL(url, import.meta.url), "utf8");

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1f4e79"/><path d="M8 3 3.5 7.5h9zM8 13l4.5-4.5h-9z" fill="#fff"/></svg>`;

/** By their names. Read when the platform is made. */
export function readAssets(): ReadonlyMap<string, Asset> {
  return new Map([
    [
      "htmx.js",
      {
        type: "text/javascript; charset=utf-8",
        text: read(import.meta.resolve("htmx.org/dist/htmx.min.js")),
      },
    ],
    ["page.js", { type: "text/javascript; charset=utf-8", text: read("./page.js") }],
    ["page.css", { type: "text/css; charset=utf-8", text: read("./page.css") }],
    ["icon.svg", { type: "image/svg+xml", text: ICON }],
  ]);
}
