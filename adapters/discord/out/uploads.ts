// A message's files as they are uploaded: charts are drawn and files are read now. A chart that cannot be drawn is left out, its
// numbers stand in the message's words.

import { readFile } from "node:fs/promises";
import type { RawFile } from "discord.js";
import { z } from "zod";
import type { DrawChart } from "../../../src/reply/ports.ts";
import type { DiscordFile } from "./pages.ts";

export interface Upload {
  readonly body: object;
  readonly files: RawFile[];
}

const illustrated = z.looseObject({
  embeds: z.array(z.looseObject({ image: z.object({ url: z.string() }).optional() })).default([]),
  attachments: z.array(z.looseObject({ filename: z.string() })).default([]),
});

export async function uploadOf(
  { body, files }: { readonly body: object; readonly files: readonly DiscordFile[] },
  draw: DrawChart,
): Promise<Upload> {
  const made = await Promise.all(
    files.map(async (file): Promise<readonly RawFile[]> => {
      const data = await bytesOf(file, draw);
      const contentType = "path" in file ? file.mediaType : "image/png";
      return data === undefined ? [] : [{ name: file.name, data: Buffer.from(data), contentType }];
    }),
  );
  const uploaded = made.flat();
  if (uploaded.length === files.length) return { body, files: uploaded };
  const names = new Set(uploaded.map(({ name }) => name));
  return { body: withImages(illustrated.parse(body), names), files: uploaded };
}

/** Undefined where a chart cannot be drawn, or a file is gone by now. */
async function bytesOf(file: DiscordFile, draw: DrawChart): Promise<Uint8Array | undefined> {
  if ("chart" in file) return draw(file.chart);
  if ("path" in file) return readFile(file.path).catch(() => undefined);
  return Buffer.from(file.base64, "base64");
}

/** The body with no more than these images. */
function withImages(
  { embeds, attachments, ...body }: z.infer<typeof illustrated>,
  names: ReadonlySet<string>,
): object {
  return {
    ...body,
    embeds: embeds
      .map(({ image, ...embed }) =>
        image !== undefined && names.has(image.url.replace(/^attachment:\/\//, ""))
          ? { ...embed, image }
          : embed,
      )
      .filter((embed) => Object.keys(embed).length > 0),
    attachments: attachments
      .filter(({ filename }) => names.has(filename))
      .map((attachment, index) => ({ ...attachment, id: String(index) })),
  };
}
