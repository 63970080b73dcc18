// Files of the fake Slack: a place for the bytes, the bytes, and where they are shown, in that order and whole.
// https://docs.slack.dev/reference/methods/files.completeUploadExternal

import { z } from "zod";
import { type ApiState, type Method, no } from "./api.ts";
import { refusalOf } from "./methods.ts";

export interface FakeFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  bytes?: Buffer;
  /** Where it is shown. */
  channel?: string;
  threadTs?: string;
}

const completed = z.array(z.strictObject({ id: z.string(), title: z.string().optional() })).length(1);

export const FILES: Readonly<Record<string, Method>> = {
  "files.getUploadURLExternal": {
    scope: () => "files:write",
    run({ filename, length }, { files, uploadUrl }) {
      const bytes = Number(length);
      if (!filename || !Number.isInteger(bytes) || bytes <= 0) return no("invalid_arguments");
      const id = `F${String(files.length).padStart(8, "0")}`;
      files.push({ id, name: filename, length: bytes });
      return { ok: true, upload_url: uploadUrl(id), file_id: id };
    },
  },
  "files.completeUploadExternal": {
    scope: () => "files:write",
    run({ files: listed, channel_id, thread_ts }, { files, workspace }) {
      const parsed = completed.safeParse(JSON.parse(listed ?? "null"));
      if (!parsed.success) return no("invalid_arguments");
      const file = files.find(({ id }) => id === parsed.data[0]?.id);
      if (file?.bytes === undefined) return no("file_not_found");
      const refusal = refusalOf(workspace.channels.get(channel_id ?? ""));
      if (refusal !== undefined) return no(refusal);
      Object.assign(file, {
        channel: channel_id,
        ...(thread_ts === undefined ? {} : { threadTs: thread_ts }),
      });
      return { ok: true, files: [{ id: file.id, title: file.name }] };
    },
  },
};

/** Takes the bytes of a file; the status that answers them. */
export function takeBytes({ files, onProblem }: ApiState, id: string, bytes: Buffer): 200 | 404 {
  const file = files.find((one) => one.id === id);
  if (file === undefined) return 404;
  if (bytes.length !== file.length) onProblem(`upload: ${bytes.length} bytes, told were ${file.length}`);
  file.bytes = bytes;
  return 200;
}
