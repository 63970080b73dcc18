// What a member may do in a channel, as Discord documents it.

import { PermissionFlagsBits } from "discord.js";
import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import {
  type Guild,
  type Member,
  missingFor,
  type Overwrite,
  permissionsIn,
} from "../../../adapters/discord/digests/permissions.ts";

type Name = keyof typeof PermissionFlagsBits;

const GUILD = "1";
const EDITORS = "11";
const GUESTS = "12";
const BOT = "21";

const bits = (...names: readonly Name[]): bigint =>
  names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);

const guild: Guild = {
  id: GUILD,
  ownerId: "29",
  roles: new Map([
    [GUILD, bits("ViewChannel", "SendMessages")],
    [EDITORS, bits("ManageMessages")],
    [GUESTS, bits("EmbedLinks")],
    ["13", bits("Administrator")],
  ]),
};

const editor: Member = { id: BOT, roleIds: [EDITORS, GUESTS], isTimedOut: false };
const deny = (id: string, ...names: readonly Name[]): Overwrite => ({ id, allow: 0n, deny: bits(...names) });
const allow = (id: string, ...names: readonly Name[]): Overwrite => ({ id, allow: bits(...names), deny: 0n });

const ALL_OF_THEM = ["ViewChannel", "SendMessages", "ManageMessages", "EmbedLinks"] as const;

/** What is left of `ALL_OF_THEM`. */
const left = (member: Member, overwrites: readonly Overwrite[]): readonly Name[] => {
  const may = permissionsIn(guild, member, overwrites);
  return ALL_OF_THEM.filter((name) => (may & PermissionFlagsBits[name]) !== 0n);
};

describe("permissions in a channel", () => {
  it.each<[string, readonly Overwrite[], readonly Name[]]>([
    ["are those of everybody and of all roles", [], ALL_OF_THEM],
    [
      "are fewer where everybody's are",
      [deny(GUILD, "SendMessages")],
      ["ViewChannel", "ManageMessages", "EmbedLinks"],
    ],
    ["come back by a role", [deny(GUILD, "SendMessages"), allow(GUESTS, "SendMessages")], ALL_OF_THEM],
    [
      "are allowed when one role allows what another denies, in whatever order",
      [allow(GUESTS, "SendMessages"), deny(EDITORS, "SendMessages")],
      ALL_OF_THEM,
    ],
    [
      "are the member's own in the end",
      [deny(BOT, "SendMessages"), allow(GUESTS, "SendMessages"), deny(GUILD, "EmbedLinks")],
      ["ViewChannel", "ManageMessages"],
    ],
    [
      "may be a member's though nobody else has them",
      [deny(GUILD, "ViewChannel"), allow(BOT, "ViewChannel")],
      ALL_OF_THEM,
    ],
    ["are none where the channel is hidden", [deny(GUILD, "ViewChannel")], []],
    [
      "take no notice of others' overwrites",
      [deny("14", "SendMessages"), deny("22", "ViewChannel")],
      ALL_OF_THEM,
    ],
  ])("%s", (_, overwrites, expected) => {
    expect(left(editor, overwrites)).toEqual(expected);
  });

  it("are all for the owner and for administrators, whatever the channel says", () => {
    const denied = [deny(GUILD, ...ALL_OF_THEM), deny("29", ...ALL_OF_THEM), deny("13", ...ALL_OF_THEM)];
    for (const member of [
      { id: "29", roleIds: [], isTimedOut: true },
      { id: "30", roleIds: ["13"], isTimedOut: true },
    ])
      expect(left(member, denied)).toEqual(ALL_OF_THEM);
  });

  it("are to look and read while a member is told to be silent", () => {
    expect(left({ ...editor, isTimedOut: true }, [])).toEqual(["ViewChannel"]);
  });

  it("do not depend on the order of overwrites", () => {
    const overwrite = fc.record({
      id: fc.constantFrom(GUILD, EDITORS, GUESTS, BOT, "99"),
      allow: fc.bigInt({ min: 0n, max: 0xffffn }),
      deny: fc.bigInt({ min: 0n, max: 0xffffn }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(overwrite, { selector: ({ id }) => id }), (overwrites) => {
        const reversed = overwrites.toReversed();
        expect(permissionsIn(guild, editor, reversed)).toBe(permissionsIn(guild, editor, overwrites));
      }),
      { seed: inject("seed") },
    );
  });
});

describe("what the bot lacks", () => {
  const VIEW = ["View Channel", "Embed Links", "Read Message History"];

  it.each([
    ["text", [...VIEW, "Send Messages"]],
    ["thread", [...VIEW, "Send Messages in Threads"]],
    ["forum", [...VIEW, "Send Messages", "Send Messages in Threads"]],
  ] as const)("in a %s is named", (kind, needed) => {
    expect(missingFor(kind, 0n).toSorted()).toEqual([...needed].toSorted());
    const granted = bits(
      "ViewChannel",
      "EmbedLinks",
      "ReadMessageHistory",
      "SendMessages",
      "SendMessagesInThreads",
    );
    expect(missingFor(kind, granted)).toEqual([]);
    expect(missingFor(kind, granted & ~PermissionFlagsBits.EmbedLinks)).toEqual(["Embed Links"]);
  });
});
