// Discord's limits, each with the page that states it. Lengths are UTF-16 code units, which is never less than Discord counts.

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export const EMBED = {
  perMessage: 10,
  /** Authors, titles, descriptions, footers, field names and values of all embeds of one message together. */
  totalLength: 6_000,
  authorLength: 256,
  titleLength: 256,
  descriptionLength: 4_096,
  footerLength: 2_048,
  /** OpenAPI `RichEmbed.url`. */
  urlLength: 2_048,
} as const;

/** https://discord.com/developers/docs/components/reference */
export const COMPONENT = {
  rowsPerMessage: 5,
  buttonsPerRow: 5,
  buttonLabelLength: 80,
  /** OpenAPI `ButtonComponentForMessageRequest.url`. */
  buttonUrlLength: 512,
  customIdLength: 100,
  optionsPerSelect: 25,
  optionLabelLength: 100,
  optionValueLength: 100,
  placeholderLength: 150,
} as const;

/** https://discord.com/developers/docs/components/reference#label and #text-input */
export const MODAL = {
  titleLength: 45,
  fields: 5,
  labelLength: 45,
  descriptionLength: 100,
  valueLength: 4_000,
  /** #checkbox-group */
  checkboxes: 10,
} as const;

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object */
export const COMMAND = {
  nameLength: 32,
  descriptionLength: 100,
  options: 25,
  choices: 25,
  choiceLength: 100,
  textLength: 6_000,
} as const;

/**
 * A thread's name and the tags of a forum's post;
 * https://discord.com/developers/docs/resources/channel#start-thread-in-forum-or-media-channel, #forum-tag-object
 */
export const THREAD = { nameLength: 100, tags: 5, tagNameLength: 20 } as const;

/** https://discord.com/developers/docs/resources/message#create-message */
export const NONCE_LENGTH = 25;

/** What one upload may weigh without a boosted server; https://discord.com/developers/docs/reference#uploading-files */
export const FILE_BYTES = 10 * 1024 * 1024;

/** What describes a file to those who do not see it; https://discord.com/developers/docs/resources/message#attachment-object */
export const ATTACHMENT_DESCRIPTION = 1_024;

/**
 * People and groups that one message pings. Ours: each takes at most 25 of the content's 2,000 characters, and a list of
 * https://discord.com/developers/docs/resources/message#allowed-mentions-object has at most 100.
 */
export const MENTIONS_PER_MESSAGE = 50;

/**
 * Messages below the first response, where nobody but a person has installed the bot;
 * https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
 */
export const FOLLOW_UPS_OF_OWN_INSTALLS = 5;

/** Messages one answer may take. Ours: more would bury the channel, so the rest is counted instead. */
export const MESSAGES_PER_ANSWER = 10;
