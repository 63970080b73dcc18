// Slack and Discord at the far end of the bot: an app that two teams and an organisation installed, and two servers. What the bot
// sends them is read as bytes, whoever it is for.

import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { Host } from "../../../adapters/adapter.ts";
import { createPlatform as createDiscord } from "../../../adapters/discord/platform.ts";
import { createPlatform as createSlack } from "../../../adapters/slack/platform.ts";
import type { Platform } from "../../../src/platform/platform.ts";
import { PERMISSION } from "../../fakes/discord/guilds.ts";
import { type FakeDiscord, startFakeDiscord, TOKEN } from "../../fakes/discord/server.ts";
import { CLIENT } from "../../fakes/slack/oauth.ts";
import { APP_TOKEN, type FakeSlack, startFakeSlack } from "../../fakes/slack/server.ts";
import { HALF_ADMIN, LENT, personOf, placeOf, shownOf, WORKSPACES, type Workspace } from "./words.ts";

const PUBLIC_URL = "https://news.example.org";

export interface FarEnds {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  readonly platforms: readonly Platform[];
  /** Remembers whose a request is, by the id that is in the address of its answer. */
  belongs(id: string, workspace: Workspace): void;
  /** All that was sent to either since it was asked last, as text: addresses, messages, files. */
  sent(): readonly Sent[];
  close(): Promise<void>;
}

export interface Sent {
  /** By its token, or by the request, the file or the place that its address names; undefined where it is nobody's. */
  readonly to: Workspace | undefined;
  readonly text: string;
}

/** Both at work, and installed everywhere. */
export async function openFarEnds(host: Host): Promise<FarEnds> {
  let heard: Sent[] = [];
  const owners = new Map<string, Workspace>();
  const ownerOf = (path: string): Workspace | undefined =>
    path.split("/").flatMap((part) => owners.get(part) ?? [])[0];
  const slack = await startFakeSlack({
    heard(path, authorization, bytes) {
      const holder = slack.oauth.holderOf(authorization.replace("Bearer ", ""));
      const team = typeof holder === "object" ? owners.get(holder.workspace.team) : undefined;
      // The file that it gets a place for.
      if (team !== undefined && path === "/api/files.getUploadURLExternal")
        owners.set(`F${String(slack.files.length).padStart(8, "0")}`, team);
      // The words that are looked for are the same in a form's encoding.
      heard.push({ to: team ?? ownerOf(path), text: `${path}\n${bytes.toString("latin1")}` });
    },
  });
  const discord = await startFakeDiscord();
  const installed = createSlack(
    { ...host, publicUrl: PUBLIC_URL },
    { app: CLIENT, appToken: APP_TOKEN, apiUrl: slack.apiUrl },
  );
  const platforms = [installed, createDiscord(host, { token: TOKEN, apiUrl: discord.apiUrl })];
  for (const workspace of WORKSPACES) {
    const [platform, id = ""] = workspace.split(":");
    for (const own of [id, placeOf(workspace), `9${personOf(workspace)}`])
      if (platform !== "slack" || own === id) owners.set(own, workspace);
    if (platform === "slack") addTeam(slack, workspace, id);
    if (platform === "discord") {
      const guild = discord.addGuild(id, `Server ${shownOf(workspace)}`);
      // Nobody is told of two servers.
      guild.ownerId = personOf(workspace);
      guild.roles.set("77", PERMISSION.manageGuild);
      guild.members.set(personOf(workspace), { roles: ["77"] });
      guild.members.set(HALF_ADMIN.discord, { roles: LENT[workspace] === "first" ? ["77"] : [] });
      discord.channels.add({
        ...{ id: placeOf(workspace), type: "text", guildId: id },
        name: `${shownOf(workspace)}-room`,
      });
    }
  }
  for (const platform of platforms) await platform.start();
  await install(slack, installed.mount?.[1]);
  let seen = 0;

  return {
    slack,
    discord,
    platforms,
    belongs: (id, workspace) => void owners.set(id, workspace),
    sent() {
      const { requests } = discord.http;
      const toDiscord = requests.slice(seen).map(({ path, query, body, fileNames, files }) => ({
        to: ownerOf(path),
        text: [path, query.toString(), JSON.stringify(body), ...fileNames, ...files.map(textOf)].join("\n"),
      }));
      seen = requests.length;
      const all = [...heard, ...toDiscord];
      heard = [];
      return all;
    },
    async close() {
      for (const platform of platforms) await platform.close();
      await slack.close();
      await discord.close();
    },
  };
}

/** Each team has the same ids: nothing but the token tells one from another. */
function addTeam(slack: FakeSlack, of: Workspace, id: string): void {
  const { workspace } = slack.oauth.stateOf(id);
  const person = personOf(of);
  const enterprise_user = { enterprise_id: id, teams: [id], is_admin: true };
  workspace.users.set(person, {
    ...{ id: person, is_admin: true },
    ...(id.startsWith("E") ? { enterprise_user } : {}),
  });
  workspace.users.set(HALF_ADMIN.slack, { id: HALF_ADMIN.slack, is_admin: LENT[of] === "first" });
  workspace.addChannel({
    ...{ id: placeOf(of), kind: "public", name: `${shownOf(of)}-room` },
    members: new Set([person]),
  });
  if (id.startsWith("E")) slack.oauth.teams.push(teamOf(of));
}

/** The team from which an organisation's people ask; else the team itself. */
export function teamOf(workspace: Workspace): string {
  const id = workspace.slice(workspace.indexOf(":") + 1);
  return id.startsWith("E") ? `T0OF${id}` : id;
}

/** People install the app with their browsers. */
async function install(slack: FakeSlack, listener: RequestListener | undefined): Promise<void> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  for (const workspace of WORKSPACES.filter((one) => one.startsWith("slack:"))) {
    const id = workspace.slice("slack:".length);
    const begun = await fetch(`${origin}/slack/install`, { redirect: "manual" });
    const [cookie = ""] = begun.headers.getSetCookie()[0]?.split(";") ?? [];
    const org = id.startsWith("E") ? { enterprise: id, isOrgWide: true } : {};
    const back = slack.oauth.allow(begun.headers.get("location") ?? "", { team: teamOf(workspace), ...org });
    const installed = await fetch(back.replace(PUBLIC_URL, origin), { headers: { cookie } });
    if (!installed.ok) throw new Error(`${workspace}: ${await installed.text()}`);
  }
  server.closeAllConnections();
  server.close();
}

function textOf(file: Uint8Array): string {
  return Buffer.from(file).toString("latin1");
}
