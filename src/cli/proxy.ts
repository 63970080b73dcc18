// The way out through a proxy that HTTPS_PROXY names: set for the whole process, for libraries reach the network in their
// own ways and Node's switch is what most of them share. ADR 16 tells which do not.

import type { OutboundProxy } from "../../adapters/adapter.ts";
import type { Config } from "../config.ts";
import { AppError } from "../errors.ts";

/** The proxy of the configuration, if it names one. */
export function proxyOf({ HTTPS_PROXY: url, NO_PROXY: except }: Config): OutboundProxy | undefined {
  return url === undefined ? undefined : { url, except: except ?? "" };
}

/**
 * Sends what goes by fetch and by Node's agents through the proxy, from now on. Returns what ends that. Throws AppError
 * "bad-configuration" where Node cannot.
 */
export function goThrough({ url, except }: OutboundProxy): () => void {
  // It brings Node's fetch along, a twentieth of a second: loaded only where there is a proxy.
  const http = process.getBuiltinModule("node:http");
  if (!("setGlobalProxyFromEnv" in http))
    throw new AppError(
      "bad-configuration",
      `HTTPS_PROXY needs Node 24.14 or newer, and this is ${process.version}.`,
    );
  return http.setGlobalProxyFromEnv({ HTTPS_PROXY: url, NO_PROXY: except });
}
