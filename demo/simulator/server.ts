// A faithful subset of the Dropbox v2 HTTP API over a real folder, on this machine only. One origin serves what
// www.dropbox.com, api.dropboxapi.com, content.dropboxapi.com and notify.dropboxapi.com serve.

import { once } from "node:events";
import { stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { AppError, messageOf } from "../../src/errors.ts";
import type { Clock } from "../../src/reply/ports.ts";
import { type Account, sampleAccount } from "./account.ts";
import { createApplication } from "./application.ts";
import { type Approval, approve } from "./approve.ts";
import { createConsent } from "./consent.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createOddities, type Oddity } from "./oddities.ts";
import { openSpace } from "./space.ts";
import { createTokens, type Owner, type Scope, scopes } from "./tokens.ts";
import { createTraffic, type Traffic } from "./traffic.ts";

/** What a simulator may be started with. */
export interface SimulatorOptions {
  /** The folder to serve; it must exist. It is only written to by uploads. */
  readonly directory: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** 127.0.0.1, the default, or ::1. Any other is refused. */
  readonly host?: string;
  readonly appKey?: string;
  readonly appSecret?: string;
  /** The app's registered redirect URIs. Absent: https anywhere, http on this machine. */
  readonly redirectUris?: readonly string[];
  /** Decides when codes and tokens expire. Default the real time. */
  readonly clock?: Clock;
  /** Default four hours, as the real service has it. */
  readonly accessTokenLifetimeMs?: number;
  /** Whether the app sees only its own folder (the default) or a whole Dropbox: another consent text, same files. */
  readonly appFolder?: boolean;
  readonly account?: Account;
  /** Further people, each with a Dropbox over a folder of their own. */
  readonly others?: readonly { readonly account: Account; readonly directory: string }[];
  /** Shortens every longpoll to this, for tests. */
  readonly longpollMaxMs?: number;
  /** Receives one line a request: method, path, status, duration. Never a secret. */
  readonly log?: (line: string) => void;
}

/** A running simulator. */
export interface Simulator {
  /** Like `http://127.0.0.1:4567`. */
  readonly origin: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly account: Account;
  readonly traffic: Traffic;
  readonly faults: Faults;
  /** A refresh token as if somebody had connected, usable with the app key alone. Default: every scope. */
  issueRefreshToken(scopes?: readonly Scope[], accountId?: string): string;
  /** A short-lived access token, as the app console makes them. Default: every scope. */
  issueAccessToken(scopes?: readonly Scope[], accountId?: string): string;
  /** From now on whoever opens an authorize link is this one: an account by its id, or the admin of a whole team. */
  signIn(as: Owner): void;
  /** Gives the root of an account's team space another namespace. */
  moveRoot(accountId: string): void;
  /** Makes a file odd from now on, in every Dropbox that has one there; undefined ends that. */
  mark(path: string, oddity: Oddity | undefined): void;
  /** What a person does who disconnects the app: every token of every connection stops working. */
  revokeAll(): void;
  /** Every access token given so far is expired from now on; refresh tokens go on. */
  expireAccessTokens(): void;
  /**
   * Opens an authorize link, on whatever origin, and clicks Allow (or Deny), following the redirect if there is one.
   * Throws `bad-input` with the sentence of the page when the link does not work.
   */
  approve(authorizeUrl: string, decision?: "allow" | "deny"): Promise<Approval>;
  /** Ends every connection, longpolls and hung requests too, at once. */
  close(): Promise<void>;
}

/** https://developers.dropbox.com/oauth-guide */
const accessTokenLifetimeMs = 14_400_000;

/** Starts to serve. Throws `bad-configuration` without a folder or off this machine, `busy` when the port is taken. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const {
    directory,
    port = 0,
    host = "127.0.0.1",
    appKey = "simulatedappkey",
    appSecret = "simulatedsecret",
    clock = Date.now,
    account = sampleAccount,
    appFolder = true,
  } = options;
  if (!isLoopback(host)) throw new AppError("bad-configuration", "The simulator serves this machine only.");
  if (!(await isDirectory(directory))) {
    throw new AppError("bad-configuration", "The simulator needs a folder that exists.");
  }
  const lifetimeMs = options.accessTokenLifetimeMs ?? accessTokenLifetimeMs;
  const tokens = createTokens({ clock, accessTokenLifetimeMs: lifetimeMs });
  const { accountId: firstId } = account;
  let signedIn: Owner = { accountId: firstId };
  const consent = createConsent({
    appKey,
    redirectUris: options.redirectUris,
    tokens,
    owner: () => signedIn,
  });
  const oddities = createOddities();
  const { longpollMaxMs } = options;
  const people = [{ account, directory }, ...(options.others ?? [])];
  const spaces = await Promise.all(
    people.map((one) => openSpace({ ...one, tokens, oddities, longpollMaxMs })),
  );
  const accounts = new Map(people.map((one) => [one.account.accountId, one.account]));
  const traffic = createTraffic();
  const routeNames = spaces[0]?.routesAt("", undefined).map(({ name }) => name) ?? [];
  const faults = createFaults([...routeNames, "oauth2/authorize", "oauth2/token"]);
  const app = createApplication({
    spaces,
    routeNames,
    tokens,
    traffic,
    faults,
    consent,
    endpoint: { appKey, appSecret, accounts, accessTokenLifetimeMs: lifetimeMs, tokens },
    signedIn: () => ("teamId" in signedIn ? account : (accounts.get(signedIn.accountId) ?? account)),
    appFolder,
    log: options.log,
  });
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  const boundPort = await listen(server, port, host);
  let closed: Promise<void> | undefined;

  return {
    origin: `http://${host === "::1" ? "[::1]" : host}:${boundPort}`,
    appKey,
    appSecret,
    account,
    traffic,
    faults,
    issueRefreshToken: (wanted = scopes, accountId = firstId) =>
      tokens.issueRefreshToken({ owner: { accountId }, scopes: wanted, offline: true, pkce: true }),
    issueAccessToken: (wanted = scopes, accountId = firstId) =>
      tokens.issueAccessToken({
        grant: { owner: { accountId }, scopes: wanted, offline: false, pkce: true },
      }),
    signIn(as) {
      signedIn = as;
    },
    moveRoot: (accountId) => spaces.find((space) => space.account.accountId === accountId)?.moveRoot(),
    mark: oddities.mark,
    revokeAll: tokens.revokeAll,
    expireAccessTokens: tokens.expireAccessTokens,
    approve: (authorizeUrl, decision = "allow") => approve(consent, authorizeUrl, decision),
    close() {
      closed ??= close(server);
      return closed;
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (isTaken) throw new AppError("busy", `Port ${port} is taken by another program.`, { cause: error });
    throw new AppError("bad-configuration", `The simulator cannot listen: ${messageOf(error)}`, {
      cause: error,
    });
  }
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : port;
}

async function close(server: Server): Promise<void> {
  const ended = once(server, "close");
  server.close();
  // Whatever waits (longpolls, delays, hung requests) ends with its connection.
  server.closeAllConnections();
  await ended;
}

function isLoopback(host: string): boolean {
  return host === "127.0.0.1" || host === "::1";
}

async function isDirectory(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
