// Counts what passes through the simulator, by route.

/** What one route has seen since the start or the last reset. */
export interface RouteTraffic {
  /** Requests received, whatever became of them. */
  readonly requests: number;
  /** Bytes of response bodies handed to the network. */
  readonly bytesOut: number;
  /** Responses by status. A hung request has none. */
  readonly statuses: Readonly<Record<number, number>>;
}

/** The counters of a running simulator. Route names are like `files/download` and `oauth2/token`. */
export interface Traffic {
  of(route: string): RouteTraffic;
  routes(): Readonly<Record<string, RouteTraffic>>;
  /** What was about one account. Requests that opened nobody's Dropbox are in no account's. */
  account(accountId: string): Traffic;
  reset(): void;
}

/** The side the simulator writes to. */
export interface TrafficCounter extends Traffic {
  request(route: string): void;
  sent(route: string, bytes: number): void;
  status(route: string, status: number): void;
  account(accountId: string): TrafficCounter;
}

interface Counter {
  requests: number;
  bytesOut: number;
  statuses: Record<number, number>;
}

export function createTraffic(): TrafficCounter {
  let counters = new Map<string, Counter>();
  const accounts = new Map<string, TrafficCounter>();

  function counter(route: string): Counter {
    const known = counters.get(route);
    if (known !== undefined) return known;
    const fresh: Counter = { requests: 0, bytesOut: 0, statuses: {} };
    counters.set(route, fresh);
    return fresh;
  }

  function snapshot(route: string): RouteTraffic {
    const known = counters.get(route);
    return known === undefined
      ? { requests: 0, bytesOut: 0, statuses: {} }
      : { ...known, statuses: { ...known.statuses } };
  }

  return {
    of: snapshot,
    routes: () => Object.fromEntries([...counters.keys()].map((route) => [route, snapshot(route)])),
    account(accountId) {
      const known = accounts.get(accountId) ?? createTraffic();
      accounts.set(accountId, known);
      return known;
    },
    reset() {
      counters = new Map();
      for (const counter of accounts.values()) counter.reset();
    },
    request(route) {
      counter(route).requests += 1;
    },
    sent(route, bytes) {
      counter(route).bytesOut += bytes;
    },
    status(route, status) {
      const { statuses } = counter(route);
      statuses[status] = (statuses[status] ?? 0) + 1;
    },
  };
}
