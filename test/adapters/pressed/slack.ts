// Slack's places: a channel, a thread, a private channel, one that was archived, the direct conversation, the Home tab.

import type { Host } from "../../../adapters/adapter.ts";
import { createPlatform } from "../../../adapters/slack/platform.ts";
import { buttonsIn, type FakeButton } from "../../fakes/slack/rules.ts";
import { APP_TOKEN, BOT_TOKEN, startFakeSlack } from "../../fakes/slack/server.ts";
import type { Stage } from "./house.ts";

const ADMIN = "U0ADMIN";

export async function openSlack(host: Host): Promise<Stage> {
  const slack = await startFakeSlack({});
  const { workspace } = slack;
  workspace.addChannel({ id: "C0OLD", kind: "public", name: "old", isArchived: true });
  const { id: conversation } = workspace.direct(ADMIN);
  const first = workspace.add({ channel: "C0NEWS", via: "chat.postMessage", text: "Thread", blocks: [] });
  const places: Readonly<Record<string, { readonly channel: string; readonly threadTs?: string }>> = {
    "a channel": { channel: "C0NEWS" },
    "a thread": { channel: "C0NEWS", threadTs: first.ts },
    "a private channel": { channel: "G0SECRET" },
    "an archived channel": { channel: "C0OLD" },
    "the direct conversation": { channel: conversation },
    "the Home tab": { channel: "" },
  };
  const platform = createPlatform(host, { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.apiUrl });

  async function press(button: Pick<FakeButton, "action_id" | "value">, place: string): Promise<void> {
    const before = workspace.messages.length + slack.modals.length;
    const published = slack.calls.get("views.publish") ?? 0;
    slack.press(ADMIN, button, places[place]);
    await slack.until(() => workspace.messages.length + slack.modals.length > before);
    // The tab shows afterwards what came of it.
    if (places[place]?.channel === "")
      await slack.until(() => (slack.calls.get("views.publish") ?? 0) > published);
  }

  return {
    platform,
    workspace: `slack:${workspace.team}`,
    admin: { id: ADMIN, name: ADMIN.toLowerCase(), roles: ["read", "manage", "admin"] },
    here: "C0NEWS",
    places: Object.keys(places),
    digests: { InChannel: "", WithThread: "thread", Direct: "channel me" },
    send: (command, place) => press({ action_id: "run", value: `c1:${command}` }, place),
    buttons: () =>
      workspace.messages
        .flatMap(({ blocks }) => buttonsIn(blocks))
        .flatMap((button) =>
          button.value === undefined
            ? []
            : [
                {
                  code: button.value,
                  places: Object.keys(places),
                  press: (place: string) => press(button, place),
                },
              ],
        ),
    problems: () => slack.problems,
    close: () => slack.close(),
  };
}
