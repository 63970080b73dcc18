// What Slack is to tell of, and what each is for. A test holds it against what the bot reads, and against the permissions.

export const EVENTS: Readonly<Record<string, string>> = {
  app_home_opened: "fills the Home tab",
  app_mention: "questions to the bot in a channel or a thread",
  "message.im": "questions to the bot in a direct message",
  member_joined_channel: "the bot was invited: the channel is greeted once",
  // Slack tells a bot of its own leaving by channel_left and group_left, "sometimes", and withholds this one:
  // https://docs.slack.dev/reference/events/channel_left/, github.com/slackapi/java-slack-sdk/issues/1062.
  member_left_channel: "the bot was removed: its digests there pause before they are due",
  channel_left: "the same",
  group_left: "the same, from a private channel",
  channel_archive: "digests there pause before they are due",
  group_archive: "the same for private channels",
  channel_deleted: "the same for what is deleted",
  group_deleted: "the same for private channels that are deleted",
  channel_rename: "digests show the channel's new name",
  group_rename: "the same for private channels",
  tokens_revoked: "the bot's token is looked at at once",
  app_uninstalled: "the same",
};
