// Modals as Slack sends them, read: one recorded, and every kind of input as the SDK types it.

import type { ViewStateValue } from "@slack/bolt";
import { expect, it } from "vitest";
import { readBlockSuggestion, readViewSubmission } from "../../../adapters/slack/in/read.ts";
import { recordedView } from "./recorded-view.ts";

function answersTo(values: Readonly<Record<string, ViewStateValue>>) {
  const state = Object.entries(values).map(([id, value]) => [id, { answer: value }]);
  const { input } = readViewSubmission({
    ...recordedView,
    view: { ...recordedView.view, state: { values: Object.fromEntries(state) } },
  });
  return input.type === "form" ? input.values : undefined;
}

const option = (value: string) => ({ text: { type: "plain_text" as const, text: value }, value });

it("a recorded modal with radio buttons and selects is read", () => {
  const { input, userId, workspace } = readViewSubmission(recordedView);
  expect([userId, workspace]).toEqual(["U7000000A", "slack:T7000000A"]);
  expect(input).toEqual({
    type: "form",
    code: "",
    values: { mOC: "new test event", pzhZ: "today", "89kBN": "hour-10", zJnq: "min-15" },
  });
});

it("every kind of input is read, by what the SDK says of its state", () => {
  expect(
    answersTo({
      name: { type: "plain_text_input", value: "Morning brief" },
      limit: { type: "number_input", value: "7" },
      impact: { type: "radio_buttons", selected_option: option("strong") },
      pillar: { type: "multi_static_select", selected_options: [option("2"), option("not 7")] },
      country: { type: "multi_external_select", selected_options: [option("Latvia"), option("Estonia")] },
      tz: { type: "external_select", selected_option: option("Europe/Tallinn") },
      channel: { type: "conversations_select", selected_conversation: "C0NEWS" },
      mention: { type: "users_select", selected_user: "U0MEMBER" },
      when: { type: "multi_static_select", selected_options: [option("mon"), option("thu")] },
      "when:at": { type: "timepicker", selected_time: "18:00" },
      "flags:thread,trend": { type: "checkboxes", selected_options: [option("trend")] },
    }),
  ).toEqual({
    name: "Morning brief",
    limit: "7",
    impact: "strong",
    pillar: "2, not 7",
    country: "Latvia, Estonia",
    tz: "Europe/Tallinn",
    channel: "C0NEWS",
    mention: "U0MEMBER",
    when: "mon,thu 18:00",
    thread: "no",
    trend: "yes",
  });
});

it("what was not answered is an empty text, and a time without an hour has none", () => {
  expect(
    answersTo({
      name: { type: "plain_text_input", value: null },
      impact: { type: "radio_buttons", selected_option: null },
      each: { type: "radio_buttons", selected_option: option("none:") },
      country: { type: "multi_external_select", selected_options: [] },
      channel: { type: "conversations_select", selected_conversation: null },
      when: { type: "multi_static_select", selected_options: [option("whole:hourly")] },
      "when:at": { type: "timepicker", selected_time: "09:00" },
    }),
  ).toEqual({ name: "", impact: "", each: "", country: "", channel: "", when: "hourly" });
});

/** Typed by the SDK's `BlockSuggestion`; https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
it("what is typed into a select is read with the option that it completes, and nobody else's is not", () => {
  const typing = {
    type: "block_suggestion",
    user: { id: "U7000000A", name: "ana", team_id: "T7000000A" },
    container: { type: "view", view_id: "V018GCUV2GK" },
    api_app_id: "A0000000A",
    token: "verification-token",
    action_id: "suggest:digest create country",
    block_id: "country",
    value: "lat",
    team: { id: "T7000000A", domain: "example" },
    enterprise: null,
    is_enterprise_install: false,
    view: { id: "V018GCUV2GK", app_installed_team_id: "T7000000A" },
  };
  expect(readBlockSuggestion(typing)).toEqual({
    workspace: "slack:T7000000A",
    userId: "U7000000A",
    completes: { path: ["digest", "create"], option: "country" },
    partial: "lat",
  });
  expect(readBlockSuggestion({ ...typing, action_id: "somebody-elses" })).toBeUndefined();
});
