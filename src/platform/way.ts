// What failed on the way to somebody else's server, told from what a fetch rejected with.

export type WayFailure = "silent" | "unnamed" | "untrusted" | "proxy" | "unreachable";

/** What failed, by a code of the system, of OpenSSL or of undici. */
export function wayFailureOf(code: string): WayFailure {
  if (/^(timeout|TimeoutError|ETIMEDOUT|UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT)$/.test(code)) return "silent";
  if (/^(ENOTFOUND|EAI_\w+)$/.test(code)) return "unnamed";
  if (/^(EPROTO|ERR_(SSL|TLS)_|CERT_|UNABLE_TO_|.*SELF_SIGNED|HOSTNAME_MISMATCH)/.test(code))
    return "untrusted";
  return code === PROXY_REFUSED ? "proxy" : "unreachable";
}

const PROXY_REFUSED = "proxy";

/** The code of the innermost reason: a failed fetch wraps it, and a proxy's once more. Its message may quote a header. */
export function wayCodeOf(error: unknown): string {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) causes.unshift(cause);
  // undici says so in words alone.
  if (causes.some(({ message }) => message.startsWith("Proxy response"))) return PROXY_REFUSED;
  for (const cause of causes) if ("code" in cause && typeof cause.code === "string") return cause.code;
  return causes[0]?.name ?? "unknown";
}
