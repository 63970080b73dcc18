// The simulator against the specification of the Dropbox API: nothing is served that the real service does not have.

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { sampleAccount } from "../../../demo/simulator/account.ts";
import {
  accessDenied,
  missingScope,
  pathRootError,
  Refusal,
  type RefusingRoute,
  refusedToken,
  routeError,
  routeErrors,
  tokenErrors,
  tooManyRequests,
} from "../../../demo/simulator/errors.ts";
import { createOddities, type Oddity } from "../../../demo/simulator/oddities.ts";
import type { Route } from "../../../demo/simulator/route.ts";
import { openSpace } from "../../../demo/simulator/space.ts";
import { createTokens } from "../../../demo/simulator/tokens.ts";
import { hasSharedData, sharedDataReason, sharedPath } from "../../shared-data.ts";
import { call, listAll, memberAccount, simulate } from "./fixture.ts";
import { fieldsOf, memberOf, parseStone, type StoneNamespace, strangers } from "./stone.ts";

const errorBody = z.object({ error_summary: z.string(), error: z.record(z.string(), z.unknown()) });
const errorOf = (refusal: Refusal) => errorBody.parse(JSON.parse(refusal.body)).error;

describe.skipIf(!hasSharedData)(`the specification${sharedDataReason}`, () => {
  const namespaces = new Map<string, StoneNamespace>();
  beforeAll(async () => {
    for (const name of ["auth", "check", "common", "files", "users"]) {
      namespaces.set(name, parseStone(await readFile(sharedPath(`specs/dropbox/${name}.stone`), "utf8")));
    }
  });

  function namespaceOf(name: string): StoneNamespace {
    const namespace = namespaces.get(name);
    if (namespace === undefined) throw new Error(`no namespace ${name}`);
    return namespace;
  }

  function specified(route: string) {
    const [name = "", ...rest] = route.split("/");
    const namespace = namespaceOf(name);
    const specification = namespace.routes.get(rest.join("/"));
    if (specification === undefined) throw new Error(`no route ${route}`);
    return { namespace, ...specification };
  }

  test("is read: what extends, what is deprecated, a second version, documentation skipped", () => {
    const files = namespaceOf("files");
    expect(memberOf(files, "RemoveTagError", "path")).toEqual({ type: "LookupError" });
    expect(memberOf(files, "LookupError", "nonsense")).toBeUndefined();
    expect(files.routes.get("search_v2")?.error).toBe("SearchError");
    expect(files.routes.get("alpha/get_metadata")?.argument).toBe("AlphaGetMetadataArg");
    expect(strangers(files, "DownloadError", { ".tag": "path", path: { ".tag": "gone" } })).toEqual([
      "path..tag gone",
    ]);
    expect(strangers(files, "FileMetadata", { name: "a", colour: "red" })).toEqual(["colour"]);
    const common = namespaceOf("common");
    expect(strangers(common, "RootInfo", { ".tag": "team", home_path: "/", colour: "red" })).toEqual([
      "colour",
    ]);
  });

  test("has every route, with the same style, authentication and scope", async () => {
    for (const route of await routes()) {
      const { attributes } = specified(route.name);
      expect([
        route.name,
        attributes.get("style") ?? "rpc",
        attributes.get("auth")?.split(", ").includes(route.auth),
        attributes.get("scope"),
      ]).toEqual([route.name, route.style, true, route.scope]);
    }
  });

  test("has the fields the routes take, and every one of them is taken", async () => {
    for (const route of await routes()) {
      const { namespace, argument } = specified(route.name);
      for (const field of fieldsOf(namespace, argument)) {
        expect(await complaint(route, { [field]: null })).not.toContain("unknown field");
      }
      const session = { cursor: { session_id: "a", offset: 0 }, commit: { path: "/a" } };
      const known = route.name.startsWith("files/upload_session/") ? session : { path: "/a", cursor: "abc" };
      const invented = { ...known, invented: 1 };
      if (argument !== "Void") expect(await complaint(route, invented)).toContain("unknown field");
    }
  });

  test("has every error of a route, in the same shape", () => {
    for (const route of Object.keys(routeErrors).filter(isRefusing)) {
      const { namespace, error } = specified(route);
      for (const summary of routeErrors[route]) {
        const body = errorOf(routeError(route, summary));
        expect([summary, strangers(namespace, error, body)]).toEqual([summary, []]);
      }
    }
  });

  test("has the errors of tokens and rate limits", () => {
    const auth = namespaceOf("auth");
    const errors = [...tokenErrors.map(refusedToken), missingScope("files.content.read")].map(errorOf);
    expect(errors.flatMap((error) => strangers(auth, "AuthError", error))).toEqual([]);
    expect(strangers(auth, "RateLimitError", errorOf(tooManyRequests(1, "both")))).toEqual([]);
    expect(strangers(auth, "AccessError", errorOf(accessDenied()))).toEqual([]);
  });

  test("has the refusals of a path root, and what both kinds of account say of theirs", async () => {
    const common = namespaceOf("common");
    for (const account of [sampleAccount, memberAccount]) {
      const { simulator } = await simulate({ account, appFolder: false });
      const { body } = await call(simulator, "users/get_current_account", null);
      const { root_info } = z.object({ root_info: z.record(z.string(), z.unknown()) }).parse(body);
      expect(strangers(common, "RootInfo", root_info)).toEqual([]);
      const refused = await call(simulator, "files/list_folder", { path: "" }, undefined, {
        "dropbox-api-path-root": JSON.stringify({ ".tag": "root", root: "999" }),
      });
      expect(refused.status).toBe(422);
      const { error } = errorBody.parse(refused.body);
      expect(strangers(common, "PathRootError", error)).toEqual([]);
      expect(error.invalid_root).toEqual(root_info);
    }
    const rootInfo = { ".tag": "user", root_namespace_id: "1", home_namespace_id: "1" } as const;
    const noPermission = errorOf(pathRootError("no_permission", rootInfo));
    expect(strangers(common, "PathRootError", noPermission)).toEqual([]);
  });

  test("has what is listed of odd files, but for a kind that it does not know yet", async () => {
    const { simulator, directory } = await simulate();
    const oddities: readonly Oddity[] = [
      "forbidden",
      "locked",
      "not-downloadable",
      "restricted",
      "without-hash",
    ];
    for (const oddity of oddities) {
      await writeFile(join(directory, `${oddity}.csv`), oddity);
      simulator.mark(`/${oddity}.csv`, oddity);
    }
    const { entries } = await listAll(simulator, { path: "" });
    expect(entries).toHaveLength(oddities.length);
    for (const { ".tag": _tag, ...entry } of entries)
      expect(strangers(namespaceOf("files"), "FileMetadata", entry)).toEqual([]);
  });

  test("has the fields of every result", async () => {
    const { simulator, directory } = await simulate();
    const files = namespaceOf("files");
    await mkdir(join(directory, "folder"));
    await writeFile(join(directory, "a.csv"), "x");
    await writeFile(join(directory, "b.csv"), "x");
    await listAll(simulator, { path: "" });
    await rm(join(directory, "b.csv"));
    const { entries } = await listAll(simulator, { path: "", include_deleted: true });
    const types = { file: "FileMetadata", folder: "FolderMetadata", deleted: "DeletedMetadata" };
    expect(entries.map((entry) => entry[".tag"]).sort()).toEqual(["deleted", "file", "folder"]);
    for (const { ".tag": tag, ...entry } of entries) {
      expect(strangers(files, types[tag], entry)).toEqual([]);
    }
    const { body: account } = await call(simulator, "users/get_current_account", null);
    expect(strangers(namespaceOf("users"), "FullAccount", account)).toEqual([]);
  });
});

async function routes(): Promise<readonly Route[]> {
  const directory = await mkdtemp(join(tmpdir(), "rol-stone-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const tokens = createTokens({ clock: Date.now, accessTokenLifetimeMs: 1000 });
  const space = await openSpace({
    account: sampleAccount,
    directory,
    tokens,
    oddities: createOddities(),
    longpollMaxMs: 0,
  });
  return space.routesAt("", undefined);
}

/** What a route says about an argument. */
async function complaint(route: Route, argument: unknown): Promise<string> {
  const call = { signal: AbortSignal.timeout(10_000), accessToken: undefined, body: async () => undefined };
  try {
    await route.run(argument, call);
    return "";
  } catch (error) {
    if (error instanceof Refusal) return error.body;
    throw error;
  }
}

function isRefusing(route: string): route is RefusingRoute {
  return Object.hasOwn(routeErrors, route);
}
