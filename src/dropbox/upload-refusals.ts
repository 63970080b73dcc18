// With what Dropbox refuses a file that is put there. Nothing of it changes the connection: reading goes on.

import { wording } from "../wording/say.ts";
import type { RefusalRow } from "./refusal-row.ts";

/** Among all refusals they come before those that look the same and are not about an upload. */
export const UPLOAD_REFUSALS = {
  exportScope: {
    when: "401 missing_scope while a file is put there",
    state: "asked",
    sentence: wording(
      "Dropbox does not let the bot put files there without the permission {scope}. An admin ticks it on the Permissions tab of the Dropbox app and connects again with /dropbox connect; reading goes on meanwhile.",
    ),
    code: "not-allowed",
    passes: false,
    sign: { status: 401, tag: "missing_scope", ofExport: true },
  },
  exportRoom: {
    when: "409 path/insufficient_space while a file is put there",
    state: "asked",
    sentence: wording(
      "This Dropbox is full, so the file was not put there. Make room in it, then ask again.",
    ),
    code: "dropbox",
    passes: false,
    sign: { status: 409, tag: "path/insufficient_space", ofExport: true },
  },
  exportOther: {
    when: "409 with another reason while a file is put there",
    state: "asked",
    sentence: wording("Dropbox did not take the file ({tag}). Nothing of it is there."),
    code: "dropbox",
    passes: false,
    sign: { status: 409, ofExport: true },
  },
  exportUnsure: {
    when: "no answer to the last step of an upload, and the file is not found either",
    state: "asked",
    sentence: wording(
      "Dropbox did not say whether the file arrived. Look into {thing} before you ask again.",
    ),
    code: "dropbox",
    passes: true,
  },
  exportDamaged: {
    when: "what stands there does not match the content hash that was sent",
    state: "asked",
    sentence: wording(
      "What stands at {thing} is not what was sent (its content hash differs). Delete it, then ask once more.",
    ),
    code: "dropbox",
    passes: true,
  },
} as const satisfies Readonly<Record<string, RefusalRow>>;
