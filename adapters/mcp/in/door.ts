// Who may ask over HTTP: whoever has the token, under a name of this machine, and not from a web page.

import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { McpSettings } from "../settings.ts";

/** A status and a sentence, for whom the door stays shut. */
export interface Refused {
  readonly status: 401 | 403;
  readonly sentence: string;
}

/** What is wrong with a request; nothing when it may come in. */
export type Door = (request: Pick<IncomingMessage, "headers">) => Refused | undefined;

export function createDoor({ token, hosts }: Pick<McpSettings, "token" | "hosts">): Door {
  const expected = digest(token);
  const names = ["localhost", ...hosts];
  return ({ headers: { host = "", origin, authorization = "" } }) => {
    // A page in a browser always tells its origin, and a name that was bent to this machine is not one of its own.
    if (origin !== undefined) return { status: 403, sentence: "Web pages cannot ask here." };
    const name = nameIn(host);
    if (isIP(name) === 0 && !names.includes(name))
      return { status: 403, sentence: "Requests under this name are not taken: set MCP_HOSTS." };
    const [, given = ""] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    if (!timingSafeEqual(digest(given), expected))
      return { status: 401, sentence: "This needs MCP_TOKEN as a bearer token." };
    return undefined;
  };
}

/** As long whatever is given, so that comparing tells nothing of the length either. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** `bot.example:3000` is `bot.example`, `[::1]:3000` is `::1`. */
function nameIn(host: string): string {
  return host
    .toLowerCase()
    .replace(/:\d+$/, "")
    .replace(/^\[(.*)\]$/, "$1");
}
