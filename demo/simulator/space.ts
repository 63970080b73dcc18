// One person's Dropbox: the account, the folder behind it, and where its paths begin. A member of a team space has two
// such places, the member's own folder and the team's root around it.

import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Account, RootInfo } from "./account.ts";
import { unpackCursor } from "./cursor.ts";
import { badRequest, pathRootError } from "./errors.ts";
import { openFolder } from "./folder.ts";
import type { Oddities } from "./oddities.ts";
import type { Route } from "./route.ts";
import { createRoutes } from "./routes.ts";
import type { Tokens } from "./tokens.ts";

export interface Space {
  readonly account: Account;
  /** The routes over the place where a `Dropbox-API-Path-Root` lets paths begin. Throws the refusals of such a header. */
  routesAt(route: string, pathRoot: string | undefined): readonly Route[];
  /** The routes over the place that a cursor is of; undefined when it is none of this space. */
  routesOf(cursor: string): readonly Route[] | undefined;
  /** Gives the team's root another namespace, as when a team changes its structure. */
  moveRoot(): void;
}

const pathRootSchema = z.union([
  z.strictObject({ ".tag": z.literal("home") }),
  z.strictObject({ ".tag": z.literal("root"), root: z.string() }),
  z.strictObject({ ".tag": z.literal("namespace_id"), namespace_id: z.string() }),
]);

export async function openSpace(options: {
  readonly account: Account;
  readonly directory: string;
  readonly tokens: Tokens;
  readonly oddities: Oddities;
  readonly longpollMaxMs: number | undefined;
}): Promise<Space> {
  const { account } = options;
  const { team, uid } = account;
  const directory = await realpath(options.directory);
  let moves = 0;

  function rootInfo(): RootInfo {
    if (team === undefined) return { ".tag": "user", root_namespace_id: uid, home_namespace_id: uid };
    const { rootNamespaceId, homePath } = team;
    const root = moves === 0 ? rootNamespaceId : `${rootNamespaceId}${moves}`;
    return { ".tag": "team", root_namespace_id: root, home_namespace_id: uid, home_path: homePath };
  }

  async function place(folderPath: string) {
    const folder = await openFolder(folderPath);
    return { run: folder.run, routes: createRoutes({ ...options, rootInfo, folder }) };
  }

  const root = await place(directory);
  const home = team === undefined ? root : await place(join(directory, team.homePath));

  return {
    account,

    routesAt(route, pathRoot) {
      if (pathRoot === undefined) return home.routes;
      const parsed = pathRootSchema.safeParse(jsonOf(pathRoot));
      if (!parsed.success)
        throw badRequest(route, 'HTTP header "Dropbox-API-Path-Root": could not decode input as JSON');
      const now = rootInfo();
      switch (parsed.data[".tag"]) {
        case "home":
          return home.routes;
        case "root":
          if (parsed.data.root !== now.root_namespace_id) throw pathRootError("invalid_root", now);
          return root.routes;
        case "namespace_id":
          if (parsed.data.namespace_id === now.root_namespace_id) return root.routes;
          if (parsed.data.namespace_id === now.home_namespace_id) return home.routes;
          throw pathRootError("no_permission", now);
      }
    },

    routesOf(cursor) {
      const run = unpackCursor(cursor)?.run;
      return [root, home].find((one) => one.run === run)?.routes;
    },

    moveRoot() {
      moves += 1;
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
