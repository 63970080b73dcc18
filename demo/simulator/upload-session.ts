// files/upload_session/…: a file in several requests. Until it is finished there is nothing, and each piece fits where the last
// one ended. Sessions of pieces side by side are not simulated.

import { randomBytes } from "node:crypto";
import { z } from "zod";
import { contentHash } from "./content-hash.ts";
import { type Refusal, routeError } from "./errors.ts";
import { fileMetadata } from "./metadata.ts";
import { type Call, defineRoute, type Route } from "./route.ts";
import { commitFields, hashField, PAYLOAD_MAX_BYTES, type Storing } from "./upload.ts";

interface Session {
  pieces: Buffer[];
  sizeBytes: number;
  isClosed: boolean;
}

const cursorSchema = z.strictObject({ session_id: z.string(), offset: z.int().nonnegative() });

/** What is wrong with a cursor; the routes wrap it each in its own way. */
type Wrong = "not_found" | "closed" | { readonly correctOffset: number };

/** `store`: how a finished file comes into the folder. */
export function uploadSessionRoutes(store: Storing): readonly Route[] {
  const sessions = new Map<string, Session>();

  function look(
    { session_id, offset }: z.infer<typeof cursorSchema>,
    refuse: (wrong: Wrong) => Refusal,
    mayBeClosed: boolean,
  ): Session {
    const session = sessions.get(session_id);
    if (session === undefined) throw refuse("not_found");
    if (session.isClosed && !mayBeClosed) throw refuse("closed");
    if (session.sizeBytes !== offset) throw refuse({ correctOffset: session.sizeBytes });
    return session;
  }

  async function take(
    { body }: Call,
    hash: string | null | undefined,
    refuse: (why: "payload_too_large" | "content_hash_mismatch") => Refusal,
  ): Promise<Buffer> {
    const content = await body(PAYLOAD_MAX_BYTES);
    if (content === undefined) throw refuse("payload_too_large");
    if (hash && hash !== contentHash(content)) throw refuse("content_hash_mismatch");
    return content;
  }

  function add(session: Session, piece: Buffer): void {
    session.pieces.push(piece);
    session.sizeBytes += piece.length;
  }

  const start = defineRoute({
    name: "files/upload_session/start",
    style: "upload",
    scope: "files.content.write",
    argument: z.strictObject({
      close: z.boolean().default(false),
      session_type: z
        .union([z.literal("sequential"), z.object({ ".tag": z.literal("sequential") })])
        .nullish(),
      content_hash: hashField,
    }),
    async answer({ close, content_hash }, call) {
      const piece = await take(call, content_hash, (why) => routeError("files/upload_session/start", why));
      const id = `pid_upload_session:${randomBytes(36).toString("base64url")}`;
      const session = { pieces: [], sizeBytes: 0, isClosed: close };
      add(session, piece);
      sessions.set(id, session);
      return { kind: "json", value: { session_id: id } };
    },
  });

  const append = defineRoute({
    name: "files/upload_session/append_v2",
    style: "upload",
    scope: "files.content.write",
    argument: z.strictObject({
      cursor: cursorSchema,
      close: z.boolean().default(false),
      content_hash: hashField,
    }),
    async answer({ cursor, close, content_hash }, call) {
      const route = "files/upload_session/append_v2";
      const piece = await take(call, content_hash, (why) => routeError(route, why));
      const session = look(
        cursor,
        (wrong) =>
          typeof wrong === "string"
            ? routeError(route, wrong)
            : routeError(route, "incorrect_offset", { correct_offset: wrong.correctOffset }),
        false,
      );
      add(session, piece);
      session.isClosed = close;
      return { kind: "json", value: null };
    },
  });

  const finish = defineRoute({
    name: "files/upload_session/finish",
    style: "upload",
    scope: "files.content.write",
    argument: z.strictObject({
      cursor: cursorSchema,
      commit: z.strictObject(commitFields),
      content_hash: hashField,
    }),
    async answer({ cursor, commit, content_hash }, call) {
      const route = "files/upload_session/finish";
      const piece = await take(call, content_hash, (why) => routeError(route, why));
      const session = look(
        cursor,
        (wrong) =>
          typeof wrong === "string"
            ? routeError(route, `lookup_failed/${wrong}`)
            : routeError(route, "lookup_failed/incorrect_offset", { correct_offset: wrong.correctOffset }),
        piece.length === 0,
      );
      // Also when it then cannot be saved: what was sent is there for another try.
      add(session, piece);
      const file = await store(commit, Buffer.concat(session.pieces), (why) => routeError(route, why));
      sessions.delete(cursor.session_id);
      return { kind: "json", value: fileMetadata(file) };
    },
  });

  return [start, append, finish];
}
