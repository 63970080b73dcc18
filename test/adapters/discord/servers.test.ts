// What is known of servers for five minutes, whatever is done to the clock meanwhile.

import { REST } from "discord.js";
import { expect, it } from "vitest";
import { createServers } from "../../../adapters/discord/api/servers.ts";

const HOUR_MS = 60 * 60_000;

it("a server is asked about again when the clock was set back", async () => {
  let now = Date.UTC(2026, 10, 20, 9);
  let name = "Newsroom";
  const rest = new REST({
    makeRequest: async () => Response.json({ id: "1", name, owner_id: "2", roles: [] }),
  }).setToken("t");
  const servers = createServers({ rest, clock: () => now });
  expect(await servers.nameOf("1")).toBe("Newsroom");
  name = "The Newsroom";
  expect(await servers.nameOf("1")).toBe("Newsroom");
  now -= HOUR_MS;
  expect(await servers.nameOf("1")).toBe("The Newsroom");
});
