// How people name a channel on Discord: by its id, mention, link or name. Pure.

export type Wanted =
  | { readonly type: "here" }
  | { readonly type: "me" }
  /** `guildId` where a link tells the server. */
  | { readonly type: "id"; readonly id: string; readonly guildId?: string }
  | { readonly type: "name"; readonly name: string };

const ID = /^(?:<#(\d{17,20})>|#?(\d{17,20}))$/;

/** The address that Copy Link gives, of a channel or of a message in it. */
const LINK = /^<?https?:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/(@me|\d+)\/(\d+)(?:\/\d+)?\/?>?$/i;

/** Reads what was typed; nothing typed means here. */
export function readWanted(text: string | undefined): Wanted {
  if (text === undefined) return { type: "here" };
  const typed = text.trim();
  if (typed.toLowerCase() === "me") return { type: "me" };
  const [, mentioned, bare] = ID.exec(typed) ?? [];
  const named = mentioned ?? bare;
  if (named !== undefined) return { type: "id", id: named };
  const [, guildId, id] = LINK.exec(typed) ?? [];
  if (guildId !== undefined && id !== undefined) return { type: "id", id, guildId };
  return { type: "name", name: typed.replace(/^#/, "").toLowerCase() };
}
