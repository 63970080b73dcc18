// What every interaction of a server's member has, as Discord sends it.

export const FROM_MEMBER = {
  id: "1",
  token: "token-1",
  application_id: "123456789012345678",
  guild_id: "200000000000000001",
  channel_id: "300000000000000001",
  member: {
    user: { id: "400000000000000001", username: "ana", global_name: "Ana" },
    permissions: "0",
    nick: null,
  },
  locale: "en-GB",
} as const;
