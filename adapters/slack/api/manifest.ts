// The app's manifest, made from the declared commands: what an admin pastes into "create app from manifest".

import { type Command, listed } from "../../../src/commands/serve/define.ts";
import { GROUPS } from "../../../src/commands/serve/groups.ts";
import { AppError } from "../../../src/errors.ts";
import { EVENTS } from "./events.ts";
import { SCOPES } from "./scopes.ts";
import { SHORTCUTS } from "./shortcuts.ts";

export interface ManifestOptions {
  /** COMMAND_PREFIX: `rol-` makes `/rol-news`. */
  readonly prefix: string;
  /** socket: the bot calls Slack; http: Slack calls `publicUrl`. */
  readonly mode: "socket" | "http";
  /** PUBLIC_URL, without a slash at its end. Needed for http, and where many install it. */
  readonly publicUrl?: string;
  /** Workspaces and organisations install it by themselves; default: one does, and the operator has its token. */
  readonly isForMany?: boolean;
}

/** Where Slack sends its requests in HTTP mode. */
export const SLACK_PATH = "/slack/events";

/** Where people begin to install an app that many workspaces install, and where Slack sends them back to. */
export const INSTALL_PATH = "/slack/install";
export const INSTALLED_PATH = "/slack/oauth_redirect";

export interface SlackManifest {
  readonly display_information: Readonly<Record<string, string>>;
  readonly features: {
    readonly app_home: Readonly<Record<string, boolean>>;
    readonly bot_user: { readonly display_name: string; readonly always_online: boolean };
    readonly shortcuts: typeof SHORTCUTS;
    readonly slash_commands: readonly SlashCommand[];
  };
  readonly oauth_config: {
    readonly redirect_urls?: readonly string[];
    readonly scopes: { readonly bot: readonly string[] };
  };
  readonly settings: {
    readonly event_subscriptions: { readonly request_url?: string; readonly bot_events: readonly string[] };
    readonly interactivity: {
      readonly is_enabled: boolean;
      readonly request_url?: string;
      /** Where menus are completed while somebody types. */
      readonly message_menu_options_url?: string;
    };
    readonly org_deploy_enabled: boolean;
    readonly socket_mode_enabled: boolean;
    readonly token_rotation_enabled: boolean;
  };
}

interface SlashCommand {
  readonly command: string;
  readonly url?: string;
  readonly description: string;
  readonly usage_hint: string;
  /** Names of channels and people arrive as ids, which a rename does not change. */
  readonly should_escape: true;
}

/** Limits of the manifest's schema. */
const [COMMAND_NAME, USAGE_HINT] = [32, 1_000];

/** The manifest as data. Throws AppError "bad-configuration" when HTTP has no address or the prefix is too long. */
export function slackManifest(
  commands: readonly Command[],
  { prefix, mode, publicUrl, isForMany = false }: ManifestOptions,
): SlackManifest {
  if (mode === "http" && publicUrl === undefined)
    throw new AppError("bad-configuration", "The manifest for HTTP mode needs PUBLIC_URL.");
  if (isForMany && publicUrl === undefined)
    throw new AppError("bad-configuration", "The manifest of an app that many install needs PUBLIC_URL.");
  const address = mode === "http" ? `${publicUrl}${SLACK_PATH}` : undefined;
  const groups = [...new Set(commands.map(({ path }) => path[0]))];
  return {
    display_information: {
      name: "Rule-of-law news",
      description: "Rule-of-law news from your own Dropbox, ranked by impact",
      background_color: "#1f3a5f",
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        // People ask there.
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: "Rule-of-law news", always_online: true },
      shortcuts: SHORTCUTS,
      slash_commands: groups.map((group) => slashCommand(group, commands, prefix, address)),
    },
    oauth_config: {
      ...(isForMany ? { redirect_urls: [`${publicUrl}${INSTALLED_PATH}`] } : {}),
      scopes: { bot: SCOPES.map(({ name }) => name) },
    },
    settings: {
      event_subscriptions: {
        ...(address === undefined ? {} : { request_url: address }),
        bot_events: Object.keys(EVENTS),
      },
      interactivity: {
        is_enabled: true,
        ...(address === undefined ? {} : { request_url: address, message_menu_options_url: address }),
      },
      // A token that an operator copied is one workspace's, and nobody renews it.
      org_deploy_enabled: isForMany,
      socket_mode_enabled: mode === "socket",
      token_rotation_enabled: isForMany,
    },
  };
}

function slashCommand(
  group: string,
  commands: readonly Command[],
  prefix: string,
  address: string | undefined,
): SlashCommand {
  const command = `/${prefix}${group}`;
  if (command.length > COMMAND_NAME)
    throw new AppError(
      "bad-configuration",
      `COMMAND_PREFIX makes ${command} longer than Slack's ${COMMAND_NAME} characters.`,
    );
  const verbs = listed(commands).flatMap(({ path: [of, verb] }) => (of === group ? [verb] : []));
  return {
    command,
    ...(address === undefined ? {} : { url: address }),
    description: GROUPS[group] ?? `Commands of ${group}`,
    usage_hint: verbs.join(" | ").slice(0, USAGE_HINT),
    should_escape: true,
  };
}

/** The manifest as YAML, with the comment that a generated file carries. */
export function manifestYaml(manifest: SlackManifest): string {
  return `# Made by "npm run manifest" from the declared commands: do not edit.\n${yaml(manifest, "")}`;
}

/** Objects, lists of objects or texts, and scalars: as much YAML as a manifest needs. JSON's texts are YAML's. */
function yaml(value: object, indent: string): string {
  return Object.entries(value)
    .map(([key, item]: [string, unknown]) => {
      if (Array.isArray(item))
        return `${indent}${key}:\n${item.map((one: unknown) => yamlItem(one, `${indent}  `)).join("")}`;
      if (typeof item === "object" && item !== null) return `${indent}${key}:\n${yaml(item, `${indent}  `)}`;
      return `${indent}${key}: ${JSON.stringify(item)}\n`;
    })
    .join("");
}

function yamlItem(item: unknown, indent: string): string {
  if (typeof item !== "object" || item === null) return `${indent}- ${JSON.stringify(item)}\n`;
  return yaml(item, `${indent}  `).replace(/^\s+/, `${indent}- `);
}
