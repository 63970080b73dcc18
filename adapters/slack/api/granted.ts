// Whether Slack has given the app what its manifest asks for: an app made from an older manifest works on without the rest, and
// its admins are told what that is.

import type { Logger } from "../../../src/log.ts";
import type { Notifier } from "../../../src/platform/notifier.ts";
import type { ToldOnce } from "../../../src/platform/told-once.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { code, list, note, paragraph, privately } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { say, sayParts } from "../../../src/wording/say.ts";
import { reasonOf } from "./client.ts";
import { missingScopes, type Scope } from "./scopes.ts";

export interface Granted {
  /** Takes what Slack says is granted. The same missing ones are told once. */
  heard(scopes: readonly string[], workspace: WorkspaceKey): void;
}

/** `toldOnce` absent: every start tells what is missing. */
export function createGranted(options: {
  readonly notifier: () => Notifier;
  readonly toldOnce: ToldOnce | undefined;
  readonly log: Logger;
}): Granted {
  const { notifier, toldOnce, log } = options;
  let told = "";
  return {
    heard(scopes, workspace) {
      const missing = missingScopes(scopes);
      const names = missing.map(({ name }) => name).join(", ");
      if (names === told) return;
      told = names;
      if (missing.length === 0) return;
      log.warn(
        { missing: names },
        "the slack app lacks permissions: put manifest.yml into its settings and reinstall it (docs/slack.md)",
      );
      const tell = (): Promise<void> => notifier().tell(workspace, "admins", missingReply(missing));
      const telling = toldOnce?.once(workspace, `missing permissions: ${names}`, tell) ?? tell();
      telling.catch((error: unknown) => {
        log.warn({ reason: reasonOf(error) }, "nobody could be told which permissions are missing");
      });
    },
  };
}

function missingReply(missing: readonly Scope[]): Reply {
  return privately(
    paragraph(
      say(
        "Slack has not given the bot {count, plural, one {a permission} other {# permissions}} that it needs. Everything else works.",
        { count: missing.length },
      ),
    ),
    list(
      missing.map(({ name, without }) =>
        sayParts("{permission}: without it the bot {does}.", { permission: code(name), does: say(without) }),
      ),
    ),
    note(
      say(
        "Whoever runs the bot replaces the app's manifest with the text of {manifest}, and installs the app again. {page} says how.",
        { manifest: "manifest.yml", page: "docs/slack.md" },
      ),
    ),
  );
}
