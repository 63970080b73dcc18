// `npm run move-store` as a process: refused beside a running bot, on either side, and then the state is in Postgres.

import { randomBytes } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { createLogger } from "../../src/log.ts";
import { openStore } from "../../src/store/database.ts";
import { lockDatabase } from "../../src/store/database-lock.ts";
import { lockDataDirectory } from "../../src/store/lock.ts";
import { subscriptionRecord } from "../store/digest-records.ts";
import { implementations } from "../store/implementations.ts";
import { openSite, startCli } from "./running-cli.ts";

test("the state moves when nobody uses it, and only then", async () => {
  const { dataDirectory, environment } = await openSite();
  const place = await implementations.find(({ kind }) => kind === "postgres")?.create();
  if (place === undefined || !("databaseUrl" in place.location)) throw new Error("There is no Postgres.");
  onTestFinished(() => place.remove());
  const { databaseUrl } = place.location;
  const old = await openStore({ dataDirectory });
  await old.subscriptions.add(subscriptionRecord("Morning"));
  await old.close();

  async function moved(settings: Readonly<Record<string, string>> = {}) {
    const { ended, output } = startCli(["move-store"], {
      environment: {
        ...environment,
        DATABASE_URL: databaseUrl,
        SECRET_KEY: randomBytes(32).toString("hex"),
        ...settings,
      },
    });
    return { code: (await ended).code, said: output() };
  }

  const [without, running] = [await moved({ DATABASE_URL: "" }), await lockDataDirectory(dataDirectory, 0)];
  expect(without).toMatchObject({ code: 1, said: expect.stringMatching(/^move-store needs DATABASE_URL/) });
  expect(await moved()).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^Another process .* uses this data directory; stop it/),
  });
  running.release();

  const { signal } = new AbortController();
  const replica = await lockDatabase({
    ...{ databaseUrl, signal, isShared: true, waits: false },
    log: createLogger("silent"),
  });
  expect(await moved()).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^Another process uses this database; stop it/),
  });
  await replica?.release();

  expect(await moved()).toMatchObject({
    code: 0,
    said: expect.stringMatching(
      /^subscriptions: 1 of 1\n1 row of \d+ tables moved and compared\. Start the bot/m,
    ),
  });
  const store = await openStore({ databaseUrl });
  onTestFinished(() => store.close());
  expect(await store.subscriptions.get("Morning")).toMatchObject({ name: "Morning", zone: "Europe/Vienna" });
  expect(await moved()).toMatchObject({ code: 1, said: expect.stringContaining("is not empty") });
}, 120_000);
