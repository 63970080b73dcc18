// The part of the environment for programs that ask over HTTP. At standard input none of it is needed.

import { z } from "zod";
import { text } from "../../src/platform/settings.ts";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import { defineSettings } from "../adapter.ts";

/** What `npm run ask` reads, too. */
export const DEFAULT_WORKSPACE: WorkspaceKey = "terminal:local";

/** Shorter ones can be guessed. */
const SHORTEST_TOKEN = 16;

export interface McpSettings {
  /** Whoever sends it as a bearer token may ask. */
  readonly token: string;
  /** Whose news and digests are asked for. */
  readonly workspace: WorkspaceKey;
  /** Names of this machine, besides its own and its addresses, under which requests may come. */
  readonly hosts: readonly string[];
}

const workspace = z.templateLiteral(
  [z.string().regex(/^[a-z]+$/), ":", z.string().min(1)],
  "must be a workspace such as slack:T0123",
);

export const settings = defineSettings({
  variables: {
    MCP: z.enum(["on", "off"]).optional(),
    MCP_TOKEN: z
      .string()
      .min(SHORTEST_TOKEN, `needs ${SHORTEST_TOKEN} characters at least`)
      .regex(/^[\w.~+/=-]+$/, "may hold letters, digits and . _ ~ + / = - only")
      .optional(),
    MCP_WORKSPACE: workspace.optional(),
    MCP_HOSTS: text,
  },
  read({ MCP, MCP_TOKEN: token, MCP_WORKSPACE, MCP_HOSTS = "" }): McpSettings | undefined {
    if (MCP !== "on" || token === undefined) return undefined;
    const hosts = MCP_HOSTS.split(",").map((name) => name.trim().toLowerCase());
    return {
      token,
      workspace: MCP_WORKSPACE ?? DEFAULT_WORKSPACE,
      hosts: hosts.filter((name) => name !== ""),
    };
  },
});
