// Modals as Discord sends them, read: the examples of its documentation, and every component of ours.

import type { ModalSubmitComponent } from "discord.js";
import { expect, it } from "vitest";
import { readInteraction } from "../../../adapters/discord/in/read.ts";
import { ADMIN } from "./fixture.ts";

function answersTo(components: readonly object[], roles: readonly string[] = []) {
  const inbound = readInteraction(
    {
      version: 1,
      type: 5,
      id: "1",
      token: "t",
      application_id: "2",
      guild_id: "3",
      channel_id: "4",
      member: { user: { id: ADMIN.id, username: "ana" }, permissions: ADMIN.permissions },
      data: {
        custom_id: "c1:/digest create",
        components,
        resolved: { roles: Object.fromEntries(roles.map((id) => [id, { id, name: "court" }])) },
      },
    },
    { prefix: "", adminIds: [] },
  );
  const input = inbound?.type === "invocation" ? inbound.invocation.input : undefined;
  return input?.type === "form" ? input.values : undefined;
}

/**
 * The examples of a modal's submission in developers/components/reference.mdx of github.com/discord/discord-api-docs: string
 * select, radio group, checkbox group and checkbox.
 */
it("the documented submissions of selects, groups and boxes are read", () => {
  const documented = [
    { type: 18, id: 1, component: { type: 3, id: 2, custom_id: "favorite_bug", values: ["butterfly"] } },
    { id: 1, type: 18, component: { custom_id: "class_radio", id: 2, type: 21, value: "warrior" } },
    {
      id: 1,
      type: 18,
      component: { custom_id: "event_checkbox", id: 2, type: 22, values: ["march-5", "march-10", "march-4"] },
    },
    { id: 1, type: 18, component: { custom_id: "like_checkbox", id: 2, type: 23, value: true } },
  ];
  expect(answersTo(documented)).toEqual({
    favorite_bug: "butterfly",
    class_radio: "warrior",
    event_checkbox: "march-5, march-10, march-4",
    like_checkbox: "yes",
  });
});

it("every component of ours is read, by what the library's types say of it", () => {
  const sent: readonly ModalSubmitComponent[] = [
    { type: 4, id: 1, custom_id: "name", value: "Morning brief" },
    { type: 3, id: 2, custom_id: "pillar", values: ["2", "not 7"] },
    { type: 8, id: 3, custom_id: "channel", values: ["100000000000000001"] },
    { type: 7, id: 4, custom_id: "mention", values: ["100000000000000002"] },
    { type: 21, id: 5, custom_id: "each", value: "none:" },
    { type: 21, id: 6, custom_id: "layout", value: null },
    { type: 22, id: 7, custom_id: "flags:thread,trend", values: ["thread"] },
    { type: 23, id: 8, custom_id: "sure", value: false },
  ];
  const labels = sent.map((component, n) => ({ type: 18, id: n + 20, component }));
  expect(answersTo(labels, ["100000000000000002"])).toEqual({
    name: "Morning brief",
    pillar: "2, not 7",
    channel: "100000000000000001",
    mention: "&100000000000000002",
    each: "",
    layout: "",
    thread: "yes",
    trend: "no",
    sure: "no",
  });
});
