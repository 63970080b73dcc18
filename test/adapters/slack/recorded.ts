// Payloads as Slack sent them to others, each with where it is to be read. Tokens, names and texts of people are replaced,
// and ids where a test needs its own.

type Payload = Readonly<Record<string, unknown>>;

/** https://api.slack.com/events/app_mention, "App mention that invites your app to a channel" */
export const MENTION: Payload = {
  token: "old-verification-token",
  team_id: "T061EG9R6",
  api_app_id: "A0MDYCDME",
  event: {
    type: "app_mention",
    user: "W021FGA1Z",
    text: "You can count on <@U0LAN0Z89> for an honorable mention.",
    ts: "1515449483.000108",
    channel: "C0LAN2Q65",
    event_ts: "1515449483000108",
  },
  type: "event_callback",
  event_id: "Ev0MDYGDKJ",
  event_time: 1515449483000108,
  authed_users: ["U0LAN0Z89"],
};

/** https://github.com/soxtoby/SlackNet/pull/69: in a thread, shown in the channel too, with a file, and edited. */
export const EDITED_MENTION: Payload = {
  ...MENTION,
  event: {
    type: "app_mention",
    text: "<@U0LAN0Z89> edited broadcast threaded mention with attachment <https://google.com>",
    files: [],
    upload: false,
    blocks: [],
    user: "W021FGA1Z",
    display_as_bot: false,
    ts: "1604738785.007800",
    edited: { user: "W021FGA1Z", ts: "1604738953.000000" },
    thread_ts: "1604738675.007700",
    parent_user_id: "W021FGA1Z",
    subtype: "thread_broadcast",
    channel: "C0LAN2Q65",
    event_ts: "1604738785.007800",
  },
};

/** https://api.slack.com/events/message.im */
export const DIRECT: Payload = {
  token: "old-verification-token",
  team_id: "T061EG9R6",
  api_app_id: "A0PNCHHK2",
  event: {
    type: "message",
    channel: "D024BE91L",
    user: "U2147483697",
    text: "Hello hello can you hear me?",
    ts: "1355517523.000005",
    event_ts: "1355517523.000005",
    channel_type: "im",
  },
  type: "event_callback",
  authed_teams: ["T061EG9R6"],
  event_id: "Ev0PV52K21",
  event_time: 1355517523,
};

/** https://github.com/GregHilston/Simple-Slack-Bot/issues/35: the event of a reply in a thread. */
export const REPLY_IN_THREAD: Payload = {
  ...DIRECT,
  event: {
    client_msg_id: "00000000-0000-4000-8000-000000000001",
    suppress_notification: false,
    type: "message",
    text: "This is a test on a thread",
    user: "U2147483697",
    team: "T061EG9R6",
    blocks: [
      {
        type: "rich_text",
        block_id: "UdV",
        elements: [
          {
            type: "rich_text_section",
            elements: [{ type: "text", text: "This is a test on a thread" }],
          },
        ],
      },
    ],
    thread_ts: "1585943493.003900",
    source_team: "T061EG9R6",
    user_team: "T061EG9R6",
    channel: "D024BE91L",
    event_ts: "1585943499.004000",
    ts: "1585943499.004000",
    channel_type: "im",
  },
};

/** https://github.com/slackapi/bolt-js/issues/580: what a bot itself wrote into a direct conversation. */
export const OWN_MESSAGE: Payload = {
  ...DIRECT,
  event: {
    bot_id: "B018D3Q2TP1",
    type: "message",
    text: "news search court",
    user: "U0LAN0Z89",
    ts: "1597507187.014300",
    team: "T061EG9R6",
    bot_profile: {
      id: "B018D3Q2TP1",
      deleted: false,
      name: "a bot",
      updated: 1597344092,
      app_id: "A0188UBNPST",
      team_id: "T061EG9R6",
    },
    channel: "D024BE91L",
    event_ts: "1597507187.014300",
    channel_type: "im",
  },
  authed_users: ["U0LAN0Z89"],
};

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload, the second example */
export const MESSAGE_SHORTCUT: Payload = {
  token: "old-verification-token",
  callback_id: "chirp_message",
  type: "message_action",
  trigger_id: "13345224609.8534564800.6f8ab1f53e13d0cd15f96106292d5536",
  response_url: "https://nowhere.test/app-actions/T0MJR11A4/21974584944/x",
  team: { id: "T0MJRM1A7", domain: "pandamonium" },
  channel: { id: "D0LFFBKLZ", name: "cats" },
  user: { id: "U0D15K92L", name: "somebody" },
  message: {
    type: "message",
    user: "U0MJRG1AL",
    ts: "1516229207.000133",
    text: "World's smallest big cat! <https://youtube.com/watch?v=W86cTIoMv2U>",
  },
};

/** github.com/slackapi/bolt-python, tests/scenario_tests/test_app_using_methods_in_class.py: with blocks, of an organisation. */
export const MESSAGE_SHORTCUT_WITH_BLOCKS: Payload = {
  type: "message_action",
  token: "old-verification-token",
  action_ts: "1583637157.207593",
  team: { id: "T111", domain: "test-test", enterprise_id: "E111", enterprise_name: "Org Name" },
  user: { id: "W111", name: "test-test" },
  channel: { id: "C111", name: "dev" },
  callback_id: "test-shortcut",
  trigger_id: "111.222.xxx",
  message_ts: "1583636382.000300",
  message: {
    client_msg_id: "zzzz-111-222-xxx-yyy",
    type: "message",
    text: "<@W222> test",
    user: "W111",
    ts: "1583636382.000300",
    team: "T111",
    blocks: [
      {
        type: "rich_text",
        block_id: "d7eJ",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "user", user_id: "U222" },
              { type: "text", text: " test" },
            ],
          },
        ],
      },
    ],
  },
  response_url: "https://nowhere.test/app/T111/111/xxx",
};

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload, the first example */
export const GLOBAL_SHORTCUT: Payload = {
  type: "shortcut",
  token: "old-verification-token",
  action_ts: "1581106241.371594",
  team: { id: "T0EXAMPLE", domain: "shortcuts-test" },
  user: { id: "U0EXAMPLE0", username: "somebody", team_id: "T0EXAMPLE" },
  callback_id: "shortcut_create_task",
  trigger_id: "944799105734.773906753841.38b5894552bdd4a780554ee59d1f3638",
};

export const RECORDED: readonly Payload[] = [
  MENTION,
  EDITED_MENTION,
  DIRECT,
  REPLY_IN_THREAD,
  OWN_MESSAGE,
  MESSAGE_SHORTCUT,
  MESSAGE_SHORTCUT_WITH_BLOCKS,
  GLOBAL_SHORTCUT,
];

/** The same event with other values. */
export function eventWith(payload: Payload, event: Payload): Payload {
  const own = payload.event;
  return { ...payload, event: { ...(typeof own === "object" ? own : {}), ...event } };
}
