// What people type for a place: a channel's id, link or name, `me`, `here` or nothing. Pure; whether it exists is not
// known here.

export type Wanted =
  | { readonly type: "me" }
  | { readonly type: "channel"; readonly id: string; readonly messageTs?: string }
  /** A direct conversation: the bot's, or one between others. */
  | { readonly type: "direct"; readonly id: string; readonly messageTs?: string }
  | { readonly type: "person" }
  | { readonly type: "name"; readonly name: string };

type ById = Extract<Wanted, { readonly id: string }>;

/** Reads what was typed; Slack has turned `#news` into the channel's id before. */
export function readWanted(wanted: string | undefined, here: string, actorId: string): Wanted {
  const typed = wanted?.trim() ?? "";
  const words = typed === "" || /^here$/i.test(typed) ? here : typed;
  // A command from the Home tab comes from the person.
  if (/^me$/i.test(words) || words === actorId) return { type: "me" };
  const name = words.replace(/^#/, "");
  const known = readId(name) ?? readLink(words);
  if (known !== undefined) return known;
  return /^(?:@.*|[UW][A-Z0-9]{2,30})$/.test(words)
    ? { type: "person" }
    : { type: "name", name: name.toLowerCase() };
}

/** Names of channels have no capitals, so that an id is none. */
function readId(text: string): ById | undefined {
  if (/^[CG][A-Z0-9]{2,30}$/.test(text)) return { type: "channel", id: text };
  return /^D[A-Z0-9]{2,30}$/.test(text) ? { type: "direct", id: text } : undefined;
}

/** "Copy link" of a channel, or of a message; that of a reply names the first message of its thread, too. */
function readLink(text: string): ById | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/\.slack(?:-gov)?\.com$/.test(url.hostname)) return undefined;
  const path = /^\/archives\/([A-Z0-9]+)(?:\/p(\d{10})(\d{6}))?\/?$/.exec(url.pathname);
  const known = readId(path?.[1] ?? "");
  if (known === undefined || path?.[2] === undefined) return known;
  const ofReply = /^\d{10}\.\d{6}$/.exec(url.searchParams.get("thread_ts") ?? "")?.[0];
  return { ...known, messageTs: ofReply ?? `${path[2]}.${path[3]}` };
}
