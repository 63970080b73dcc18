// The text of somebody's answer, of which no more is read than they may send.

/** Undefined for one of more than `mostBytes`; the rest is not read. */
export async function textWithin(
  { body }: { readonly body: AsyncIterable<Uint8Array> | null },
  mostBytes: number,
): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
