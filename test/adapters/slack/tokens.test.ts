// Tokens that rotate, over a real store: renewed once by all processes, and what a crash or a full disk between Slack and the store
// leaves.

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { failureOf, NoToken } from "../../../adapters/slack/api/client.ts";
import { createTokens, RENEW_BEFORE_MS } from "../../../adapters/slack/api/tokens.ts";
import type { Installations, InstallationTokens } from "../../../src/platform/installations.ts";
import { openStore, type Store } from "../../../src/store/database.ts";
import { createInstallations } from "../../../src/store/installations.ts";
import { createSecretBox } from "../../../src/store/secret-box.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { createTestPace } from "../../pace.ts";

const BEGIN = Date.UTC(2024, 2, 5, 9);
const LIFE_MS = 12 * 60 * MINUTE_MS;
const workspace = "slack:T1";
const log = pino({ level: "silent" });

let directory: string;
let store: Store;
let installations: Installations;
let now: number;
/** Refresh tokens that Slack takes, and what it gave. */
let valid: Set<string>;
let given: number;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-tokens-"));
  store = await openStore({ dataDirectory: directory });
  installations = createInstallations(
    store.db,
    createSecretBox({ keys: [randomBytes(32).toString("base64")] }),
  );
  now = BEGIN;
  valid = new Set();
  given = 0;
  await install();
});

afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

function give(): InstallationTokens {
  given += 1;
  valid.add(`refresh-${given}`);
  return {
    accessToken: `access-${given}`,
    renewal: { refreshToken: `refresh-${given}`, expiresAtMs: now + LIFE_MS },
  };
}

async function install(): Promise<void> {
  const facts = { workspace, name: "Courts", appId: "A1", botId: "B1", botUserId: "U1" } as const;
  await installations.install({ ...facts, installedBy: "U2", scopes: [] }, give(), now);
}

/** As Slack: a refresh token is good for one renewal. */
async function renew(refreshToken: string): Promise<InstallationTokens> {
  if (!valid.delete(refreshToken)) throw new NoToken({ type: "refused", error: "invalid_refresh_token" });
  return give();
}

/** The tokens of a process. */
function inProcess(over: Partial<Installations> = {}, renewed = renew) {
  const pace = createTestPace();
  return createTokens({
    workspace,
    installations: { ...installations, ...over },
    renew: renewed,
    clock: () => now,
    pace,
    log,
  });
}

const failureFrom = (work: Promise<unknown>) => work.then(() => undefined, failureOf);

describe("a token", () => {
  it("is renewed two hours before it expires, by one of several processes", async () => {
    const [one, other] = [inProcess(), inProcess()];
    now += LIFE_MS - RENEW_BEFORE_MS - 1;
    expect(await one.current()).toBe("access-1");
    now += 1;
    const asked = await Promise.all([one, one, other, other].map((tokens) => tokens.current()));
    expect(given).toBe(2);
    expect(asked).toContain("access-2");
    // Whoever did not renew it goes on with the one before, which is good, and has the new one the next time.
    expect(await Promise.all([one.current(), other.current()])).toEqual(["access-2", "access-2"]);
  });

  it("that another process renewed while this one slept is waited for", async () => {
    await installations.claimRenewal(workspace, 1, now, now + LIFE_MS * 2);
    now += LIFE_MS;
    let looks = 0;
    const tokens = inProcess({
      async get(of) {
        looks += 1;
        if (looks === 4) await installations.renew(workspace, 1, give());
        return installations.get(of);
      },
    });
    expect(await tokens.current()).toBe("access-2");
    expect(given).toBe(2);
  });

  it("stays in use while a renewal fails, and is renewed after that", async () => {
    let isAway = true;
    const tokens = inProcess({}, async (refreshToken) => {
      if (isAway) throw new NoToken({ type: "unreachable" });
      return renew(refreshToken);
    });
    now += LIFE_MS - MINUTE_MS;
    expect(await tokens.current()).toBe("access-1");
    isAway = false;
    expect(await tokens.current()).toBe("access-1");
    now += MINUTE_MS;
    expect(await tokens.current()).toBe("access-2");
  });
});

describe("between Slack and the store", () => {
  it("a renewed token that cannot be kept is used, and kept as soon as that works", async () => {
    let isFull = true;
    const tokens = inProcess({
      async renew(...what) {
        if (isFull) throw new Error("disk full");
        return installations.renew(...what);
      },
    });
    now += LIFE_MS;
    expect(await tokens.current()).toBe("access-2");
    expect(await tokens.current()).toBe("access-2");
    expect((await installations.get(workspace))?.tokens?.accessToken).toBe("access-1");
    isFull = false;
    expect(await tokens.current()).toBe("access-2");
    expect((await installations.get(workspace))?.tokens?.accessToken).toBe("access-2");
    expect(given).toBe(2);
  });

  it("a crash leaves the old token until it expires, then asks for a new installation, which mends it", async () => {
    now += LIFE_MS - RENEW_BEFORE_MS;
    // It died with what Slack gave: the claim and the old tokens stand.
    await installations.claimRenewal(workspace, 1, now, now + MINUTE_MS);
    await renew("refresh-1");
    const next = inProcess();
    now += MINUTE_MS;
    expect(await next.current()).toBe("access-1");
    now += RENEW_BEFORE_MS;
    expect(await failureFrom(next.current())).toEqual({ type: "refused", error: "token_expired" });
    await install();
    expect(await next.current()).toBe("access-3");
  });

  it("what was installed or removed while a renewal was under way stands", async () => {
    const whileRenewing = (meanwhile: () => Promise<unknown>) =>
      inProcess({}, async (refreshToken) => {
        await meanwhile();
        return renew(refreshToken);
      });
    now += LIFE_MS;
    expect(await whileRenewing(install).current()).toBe("access-2");
    now += LIFE_MS;
    const removed = whileRenewing(() => installations.remove(workspace, 2, now));
    expect(await failureFrom(removed.current())).toEqual({ type: "refused", error: "account_inactive" });
    expect((await installations.get(workspace))?.tokens).toBeUndefined();
  });

  it("a store that is away is no word about the token", async () => {
    const tokens = inProcess({ get: async () => Promise.reject(new Error("away")) });
    expect(await failureFrom(tokens.current())).toEqual({ type: "unreachable" });
  });
});
