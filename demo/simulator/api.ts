// The /2/ endpoints on the wire: authorization, scopes, arguments, results and refusals, for every route alike.

import type { Context, Hono } from "hono";
import { z } from "zod";
import { badRequest, missingScope, Refusal, refusedToken, routeError, teamToken } from "./errors.ts";
import { argumentPlace, type Route } from "./route.ts";
import { sendFile } from "./send-file.ts";
import type { Space } from "./space.ts";
import type { Tokens } from "./tokens.ts";
import type { TrafficCounter } from "./traffic.ts";
import { commonHeaders, readBody, type Wire } from "./wire.ts";

/** Arguments are small; only uploads have bodies of size. */
const argumentMaxBytes = 1024 * 1024;

/** Content types the real service accepts, by style of endpoint. A request without a body needs none. */
const contentTypes: Readonly<Record<Route["style"], readonly string[]>> = {
  rpc: ["application/json", "application/json; charset=utf-8", "text/plain; charset=dropbox-cors-hack"],
  download: ["application/octet-stream", "text/plain; charset=utf-8", "text/plain"],
  upload: ["application/octet-stream", "text/plain; charset=dropbox-cors-hack"],
};

/** Serves the routes under /2/. */
export function mountApi(
  app: Hono<Wire>,
  options: {
    readonly spaces: readonly Space[];
    readonly tokens: Tokens;
    readonly traffic: TrafficCounter;
    /** Whether the app may see only its own folder. */
    readonly appFolder: boolean;
  },
): void {
  const { spaces, tokens, traffic, appFolder } = options;

  for (const route of spaces[0]?.routesAt("", undefined) ?? []) {
    const methods = route.style === "download" ? ["POST", "GET"] : ["POST"];
    app.on(methods, `/2/${route.name}`, async (c) => {
      const opened = route.auth === "user" ? authorize(c, route) : undefined;
      const argument = await admit(c, route);
      if (c.get("fault")?.kind === "reset-cursor") throw resetError(route.name);
      const accessToken = opened?.token;
      const served = opened === undefined ? byCursor(route, argument) : placed(c, route, opened.space);
      const answer = await served.run(argument, {
        signal: c.get("signal"),
        accessToken,
        body: (maxBytes) => readBody(c, maxBytes),
      });
      return answer.kind === "file"
        ? sendFile(c, answer, traffic)
        : c.json(answer.value, 200, commonHeaders());
    });
  }
  app.all("/2/*", (c) => {
    const name = c.req.path.slice("/2/".length);
    throw new Refusal(400, `Unknown API function: "${name}"`, {
      "content-type": "text/plain; charset=utf-8",
    });
  });

  /** The argument of a request in the right form. */
  async function admit(c: Context<Wire>, route: Route): Promise<unknown> {
    if (appFolder && c.req.header("dropbox-api-path-root") !== undefined) {
      throw badRequest(route.name, "Path root is not supported for sandbox app.");
    }
    const type = c.req.header("content-type")?.toLowerCase() ?? "";
    if (type !== "" && !contentTypes[route.style].includes(type)) {
      const expected = contentTypes[route.style].map((name) => `"${name}"`).join(", ");
      throw badRequest(
        route.name,
        `Bad HTTP "Content-Type" header: "${type}". Expecting one of ${expected}.`,
      );
    }
    return readArgument(c, route);
  }

  /** The route over the place where the paths of a request begin. */
  function placed(c: Context<Wire>, route: Route, space: Space): Route {
    const routes = space.routesAt(route.name, c.req.header("dropbox-api-path-root"));
    return routes.find(({ name }) => name === route.name) ?? route;
  }

  /** The route over the place that a cursor is of: it is all that such a request says. */
  function byCursor(route: Route, argument: unknown): Route {
    const parsed = z.object({ cursor: z.string() }).safeParse(argument);
    const cursor = parsed.success ? parsed.data.cursor : "";
    const routes = spaces.map((space) => space.routesOf(cursor)).find((found) => found !== undefined);
    return routes?.find(({ name }) => name === route.name) ?? route;
  }

  /** The token of a request that may use the route, and whose Dropbox it opens. */
  function authorize(c: Context<Wire>, route: Route): { readonly token: string; readonly space: Space } {
    const given = c.req.header("authorization") ?? c.req.query("authorization");
    if (given === undefined) {
      throw badRequest(
        route.name,
        'Must provide HTTP header "Authorization" or URL parameter "authorization".',
      );
    }
    const token = /^Bearer (\S+)$/i.exec(given)?.[1];
    if (token === undefined) {
      throw badRequest(
        route.name,
        'Invalid authorization value in HTTP header "Authorization". Expecting "Bearer <oauth2-access-token>".',
      );
    }
    if (!/^sl\.[\w-]{20,}$/.test(token)) {
      throw badRequest(route.name, "The given OAuth 2 access token is malformed.");
    }
    const access = tokens.open(token);
    if (access.kind === "refused") throw refusedToken(access.error);
    const { owner } = access;
    const space =
      "teamId" in owner ? undefined : spaces.find(({ account }) => account.accountId === owner.accountId);
    if (space === undefined) throw teamToken(route.name);
    c.set("accountId", space.account.accountId);
    traffic.account(space.account.accountId).request(route.name);
    if (route.scope !== undefined && !access.scopes.includes(route.scope)) throw missingScope(route.scope);
    return { token, space };
  }
}

async function readArgument(c: Context<Wire>, route: Route): Promise<unknown> {
  const text = await argumentText(c, route);
  try {
    // A route without an argument takes an empty body as well as null.
    return text === "" ? null : JSON.parse(text);
  } catch {
    throw badRequest(route.name, `${argumentPlace(route.style)}: could not decode input as JSON`);
  }
}

async function argumentText(c: Context<Wire>, route: Route): Promise<string> {
  if (route.style === "rpc") {
    const body = await readBody(c, argumentMaxBytes);
    if (body === undefined) throw badRequest(route.name, "request body: too large");
    return body.toString("utf8");
  }
  const text = c.req.header("dropbox-api-arg") ?? c.req.query("arg");
  if (text === undefined) {
    throw badRequest(route.name, 'Must provide HTTP header "Dropbox-API-Arg" or URL parameter "arg".');
  }
  return text;
}

function resetError(route: string): Refusal {
  return routeError(
    route === "files/list_folder/longpoll" ? "files/list_folder/longpoll" : "files/list_folder/continue",
    "reset",
  );
}
