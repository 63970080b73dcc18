// Files that Slack takes in three steps: a place to put the bytes, the bytes, and where they are shown.
// https://docs.slack.dev/messaging/working-with-files#upload

import { openAsBlob } from "node:fs";
import { z } from "zod";
import type { FileBlock } from "../../../src/reply/reply.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import type { SlackWeb } from "./client.ts";

/** The largest export needs half of it on a slow line. */
const UPLOAD_TIMEOUT_MS = 2 * MINUTE_MS;

export interface SlackFiles {
  /** Puts a file into a channel, a conversation or a thread. Rejects with what `failureOf` reads when Slack does not take it. */
  share(
    file: FileBlock,
    to: { readonly channel: string; readonly threadTs?: string | undefined },
  ): Promise<void>;
}

const place = z.object({ upload_url: z.url({ protocol: /^https?$/ }), file_id: z.string() });

export function createFiles({ web }: { readonly web: SlackWeb }): SlackFiles {
  return {
    async share({ name, path, sizeBytes }, { channel, threadTs }) {
      const { upload_url, file_id } = place.parse(
        await web.call(
          "files.getUploadURLExternal",
          { filename: name, length: sizeBytes },
          { repeatable: true },
        ),
      );
      const response = await fetch(upload_url, {
        method: "POST",
        // Read from the disk as it goes.
        body: await openAsBlob(path),
        redirect: "error",
        signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the bytes were not taken (HTTP ${response.status})`);
      // Not repeated: whose answer was lost may stand there already.
      await web.call("files.completeUploadExternal", {
        files: [{ id: file_id, title: name }],
        channel_id: channel,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      });
    },
  };
}
