// Whether a server can be reached from here, through the proxy where there is one, and whether its clock and this one agree.

import { once } from "node:events";
import { connect } from "node:net";
import { type Finding, ok, problem } from "../platform/finding.ts";
import { type WayFailure, wayCodeOf, wayFailureOf } from "../platform/way.ts";
import type { Clock } from "../reply/ports.ts";
import { MINUTE_MS, SECOND_MS } from "../time/units.ts";

const TIMEOUT_MS = 10 * SECOND_MS;
/** Slack refuses what was signed five minutes ago, and digests that come a minute late are noticed. */
const MOST_SKEW_MS = MINUTE_MS;

const WAYS: Readonly<Record<WayFailure, { readonly says: string; readonly mend: string }>> = {
  silent: {
    says: "it does not answer",
    mend: "Let this machine reach it on port 443, or set HTTPS_PROXY.",
  },
  unnamed: {
    says: "its name is not known here",
    mend: "Mend the DNS of this machine; behind a proxy, set HTTPS_PROXY.",
  },
  untrusted: {
    says: "its certificate is not trusted here",
    mend: "Set the clock; where a proxy of yours reads along, name its certificate in NODE_EXTRA_CA_CERTS.",
  },
  proxy: {
    says: "the proxy of HTTPS_PROXY refuses the way there",
    mend: "Let it through at the proxy, or name it in NO_PROXY.",
  },
  unreachable: {
    says: "it cannot be reached",
    mend: "Check the network of this machine, and HTTPS_PROXY if it needs one.",
  },
};

export interface Reached {
  readonly isReached: boolean;
  readonly findings: readonly Finding[];
}

/** Whether anybody listens where the proxy should be. Never rejects. */
export async function reachProxy(url: string): Promise<Finding> {
  const { protocol, hostname, port, host } = new URL(url);
  const usual = protocol === "https:" ? 443 : 80;
  const socket = connect({
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? usual : Number(port),
  });
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return ok("proxy", `${host} answers`);
  } catch {
    return problem(
      "proxy",
      `The proxy of HTTPS_PROXY, ${host}, does not answer.`,
      "Correct HTTPS_PROXY, or leave it out where the network needs none.",
    );
  } finally {
    socket.destroy();
  }
}

/** Asks an address for its head. Any answer will do. Never rejects. */
export async function reach(
  { name, address }: { readonly name: string; readonly address: string },
  clock: Clock,
): Promise<Reached> {
  const { host } = new URL(address);
  const about = `way to ${name}`;
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { headers } = await fetch(address, { method: "HEAD", redirect: "manual", signal });
    return {
      isReached: true,
      findings: [ok(about, `${host} answers`), ...skewFindings(headers.get("date"), host, clock())],
    };
  } catch (error) {
    const { says, mend } = WAYS[wayFailureOf(wayCodeOf(error))];
    return { isReached: false, findings: [problem(about, `${host}: ${says}.`, mend)] };
  }
}

/** `date`: the header of an answer that arrived `now`. */
function skewFindings(date: string | null, host: string, now: number): readonly Finding[] {
  const aheadMs = now - Date.parse(date ?? "");
  if (Number.isNaN(aheadMs) || Math.abs(aheadMs) <= MOST_SKEW_MS) return [];
  const minutes = Math.round(Math.abs(aheadMs) / MINUTE_MS);
  return [
    problem(
      "clock",
      `The clock of this machine is ${minutes} min ${aheadMs > 0 ? "ahead of" : "behind"} that of ${host}.`,
      "Let it be set by the network time: timedatectl set-ntp true.",
    ),
  ];
}
