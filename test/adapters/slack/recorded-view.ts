// A modal with radio buttons and selects, as Slack sent it to somebody else.

/**
 * Recorded: `addEventSubmittionJson` of interaction_test.go in github.com/dctid/bZapp, blocks left out, ids, names and the
 * token replaced.
 */
export const recordedView = {
  type: "view_submission",
  team: { id: "T7000000A", domain: "example" },
  user: { id: "U7000000A", username: "ana", name: "ana", team_id: "T7000000A" },
  api_app_id: "A0000000A",
  token: "verification-token",
  trigger_id: "1294422417044.260884079521.581460426a7ec54dcf700ed47d087735",
  view: {
    id: "V018GCUV2GK",
    team_id: "T7000000A",
    type: "modal",
    private_metadata: "test metadata",
    callback_id: "",
    state: {
      values: {
        mOC: { add_event: { type: "plain_text_input", value: "new test event" } },
        pzhZ: {
          today_or_tomorrow: {
            type: "radio_buttons",
            selected_option: { text: { type: "plain_text", text: "Today", emoji: true }, value: "today" },
          },
        },
        "89kBN": {
          hours_select: {
            type: "static_select",
            selected_option: { text: { type: "plain_text", text: "10 AM", emoji: true }, value: "hour-10" },
          },
        },
        zJnq: {
          mins_select: {
            type: "static_select",
            selected_option: { text: { type: "plain_text", text: "15", emoji: true }, value: "min-15" },
          },
        },
      },
    },
    hash: "1596810897.DFwzhtyn",
    title: { type: "plain_text", text: "bZapp - Edit Events", emoji: true },
    clear_on_close: false,
    notify_on_close: false,
    close: { type: "plain_text", text: "Cancel", emoji: true },
    submit: { type: "plain_text", text: "Add", emoji: true },
    previous_view_id: null,
    root_view_id: "V018GCUV2GK",
    app_id: "A0000000A",
    external_id: "",
    app_installed_team_id: "T7000000A",
    bot_id: "B0000000A",
  },
  response_urls: [],
} as const;
