// Secrets at rest: AES-256-GCM, tied to the place a value belongs to and to the key that sealed it.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { AppError } from "../errors.ts";
import { parseWorkspace, type WorkspaceKey } from "../platform/workspace.ts";
import { say } from "../wording/say.ts";

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^(v[12])\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/;

/** Where a sealed value belongs: moved to another workspace or purpose, it does not open. */
export interface SealContext {
  readonly workspace: WorkspaceKey;
  readonly purpose: "refresh-token" | "oauth-verifier" | "installation";
}

export interface SecretBox {
  /** The current key: the first 8 hex digits of its sha256. */
  readonly keyId: string;
  /** `v2.<key id>.<base64url of nonce, ciphertext and tag>`; the same text seals differently each time. */
  seal(text: string, context: SealContext): string;
  /**
   * @throws AppError bad-configuration when the value was sealed with a key that is not here; needs-reconnect when it
   * was changed or belongs elsewhere. Neither shows the value.
   */
  open(sealed: string, context: SealContext): string;
}

/**
 * Seals with the first key and opens with any. A key is 32 bytes as base64 (either alphabet) or hex.
 * @throws AppError bad-configuration when a key is not, or none is given
 */
export function createSecretBox(options: { readonly keys: readonly string[] }): SecretBox {
  const keys = options.keys.map(parseKey);
  const [current] = keys;
  if (current === undefined) throw new AppError("bad-configuration", "No SECRET_KEY was given.");
  return {
    keyId: current.id,

    seal(text, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", current.bytes, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(associatedData("v2", current.id, context));
      const body = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `v2.${current.id}.${body.toString("base64url")}`;
    },

    open(sealed, context) {
      const { version, id } = partsOf(sealed);
      const key = keys.find((candidate) => candidate.id === id);
      if (key === undefined) {
        throw new AppError(
          "bad-configuration",
          say(
            "A stored secret was sealed with another key: add that key to SECRET_KEY_PREVIOUS, or connect again with {connect}.",
            { connect: "/dropbox connect" },
          ),
        );
      }
      const body = Buffer.from(sealed.slice(sealed.lastIndexOf(".") + 1), "base64url");
      if (body.length < NONCE_BYTES + TAG_BYTES) throw notAuthentic();
      const nonce = body.subarray(0, NONCE_BYTES);
      const text = body.subarray(NONCE_BYTES, -TAG_BYTES);
      const decipher = createDecipheriv("aes-256-gcm", key.bytes, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(associatedData(version, id, context));
      decipher.setAuthTag(body.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
      } catch (error) {
        throw notAuthentic(error);
      }
    },
  };
}

/**
 * The id of the key that sealed a value.
 * @throws AppError needs-reconnect when the text is not a sealed value
 */
export function keyIdOf(sealed: string): string {
  return partsOf(sealed).id;
}

type Version = "v1" | "v2";

function partsOf(sealed: string): { readonly version: Version; readonly id: string } {
  const [, version, id] = SEALED.exec(sealed) ?? [];
  if (version === undefined || id === undefined) throw notAuthentic();
  return { version: version === "v1" ? "v1" : "v2", id };
}

/** Whether a text is 32 bytes as base64 or hex. */
export function isKey(text: string): boolean {
  return bytesOf(text).length === KEY_BYTES;
}

function bytesOf(text: string): Buffer {
  const trimmed = text.trim();
  return /^[0-9a-f]{64}$/i.test(trimmed)
    ? Buffer.from(trimmed, "hex")
    : Buffer.from(/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed) ? trimmed : "", "base64");
}

function parseKey(text: string): { readonly id: string; readonly bytes: Buffer } {
  const bytes = bytesOf(text);
  if (bytes.length !== KEY_BYTES) {
    throw new AppError("bad-configuration", "SECRET_KEY must be 32 bytes, written as base64 or hex.");
  }
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 8), bytes };
}

function associatedData(version: Version, keyId: string, { workspace, purpose }: SealContext): Buffer {
  const sealedFor = version === "v1" ? bareId(workspace) : workspace;
  return Buffer.from(JSON.stringify([version, keyId, sealedFor, purpose]));
}

/**
 * How a workspace stood in values of v1, before keys named its platform; those of two platforms differ also without. Such
 * values stay as they are until they are sealed anew: a migration has no key to open them with.
 */
function bareId(workspace: WorkspaceKey): string {
  return parseWorkspace(workspace)?.id ?? "environment";
}

function notAuthentic(cause?: unknown): AppError {
  return new AppError(
    "needs-reconnect",
    say(
      "A stored secret cannot be opened, for it was changed or belongs elsewhere; connect again with {connect}.",
      { connect: "/dropbox connect" },
    ),
    { cause },
  );
}
