// The steps of an upload session over the SDK, which sends a content_hash when it is handed one and makes none itself.

import { z } from "zod";
import { folderOf } from "./path.ts";
import { type Doing, errorOf, type Refusal } from "./refusal.ts";
import { optionsOf, type Sdk, type SdkCall } from "./sdk.ts";
import type { Stored, UploadSteps } from "./upload.ts";

/** Makes a call and checks its result; "refused" when it was refused as expected. Throws AppError otherwise. */
interface Checked {
  <T>(call: () => SdkCall, schema: z.ZodType<T>, doing: Doing): Promise<T>;
  <T>(
    call: () => SdkCall,
    schema: z.ZodType<T>,
    doing: Doing,
    isExpected: (refusal: Refusal) => boolean,
  ): Promise<T | "refused">;
}

const sessionSchema = z.object({ session_id: z.string().min(1) });

const fileSchema = z
  .object({ path_display: z.string(), content_hash: z.string().optional() })
  .transform(({ path_display, content_hash }): Stored => ({ path: path_display, contentHash: content_hash }));

const listSchema = z.object({
  entries: z.array(z.object({ path_display: z.string(), content_hash: z.string().optional() })),
});

export function uploadSteps({
  sdk: { uploads },
  checked,
  doing,
}: {
  readonly sdk: Sdk;
  readonly checked: Checked;
  readonly doing: Doing;
}): UploadSteps {
  const options = optionsOf(doing);
  const cursorAt = (session: string, offset: number) => ({ session_id: session, offset });

  return {
    async start({ bytes, contentHash }) {
      const request = () =>
        uploads.filesUploadSessionStart({ contents: bytes, content_hash: contentHash }, options);
      return (await checked(request, sessionSchema, doing)).session_id;
    },

    async append(session, offset, { bytes, contentHash }) {
      const cursor = cursorAt(session, offset);
      const request = () =>
        uploads.filesUploadSessionAppendV2({ cursor, contents: bytes, content_hash: contentHash }, options);
      // An earlier try of the same piece arrived, and its answer was lost.
      const isThere = ({ summary, correctOffset }: Refusal): boolean =>
        summary === "incorrect_offset" && correctOffset === offset + bytes.length;
      await checked(request, z.unknown(), doing, isThere);
    },

    async finish(session, sizeBytes, toPath) {
      const request = () =>
        uploads.filesUploadSessionFinish(
          {
            cursor: cursorAt(session, sizeBytes),
            commit: { path: toPath, mode: { ".tag": "add" }, autorename: true, mute: true },
          },
          options,
        );
      const isGone = ({ summary }: Refusal): boolean => summary === "lookup_failed/not_found";
      const stored = await checked(request, fileSchema, doing, isGone);
      return stored === "refused" ? undefined : stored;
    },

    async find(toPath, contentHash) {
      const stem = toPath.slice(0, toPath.lastIndexOf("."));
      const request = () => uploads.filesListFolder({ path: folderOf(toPath) }, options);
      const list = await checked(request, listSchema, doing, ({ status }) => status === 409);
      const found =
        list === "refused"
          ? undefined
          : list.entries.find(
              ({ path_display, content_hash }) =>
                content_hash === contentHash && path_display.startsWith(stem),
            );
      return found === undefined ? undefined : { path: found.path_display, contentHash };
    },

    unsure: () => errorOf("exportUnsure", { thing: doing.name ?? "Dropbox" }),
    damaged: (path) => errorOf("exportDamaged", { thing: path }),
  };
}
