// The way out through a proxy that HTTPS_PROXY names: set for the whole process, for libraries reach the network in their
// own ways and Node's switch is what most of them share. ADR 16 tells which do not.

import { setGlobalProxyFromEnv } from "node:http";
import type { OutboundProxy } from "../../adapters/adapter.ts";
import type { Config } from "../config.ts";

/** The proxy of the configuration, if it names one. */
export function proxyOf({ HTTPS_PROXY: url, NO_PROXY: except }: Config): OutboundProxy | undefined {
  return url === undefined ? undefined : { url, except: except ?? "" };
}

/** Sends what goes by fetch and by Node's agents through the proxy, from now on. Returns what ends that. */
export function goThrough({ url, except }: OutboundProxy): () => void {
  return setGlobalProxyFromEnv({ HTTPS_PROXY: url, NO_PROXY: except });
}
