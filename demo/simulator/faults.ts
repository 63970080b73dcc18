// Failures on order: the next N requests of a route fail in a chosen way.

import { AppError, assertNever } from "../../src/errors.ts";
import type { Refusal, TokenError } from "./errors.ts";

/** What goes wrong. */
export type FaultKind =
  /** Answered with 429. The wait is told in the header, the body, or (as the real service does) both. */
  | {
      readonly kind: "status";
      readonly status: 429;
      readonly retryAfterSeconds: number;
      readonly waitIn?: "both" | "header" | "body";
    }
  /** Answered with 401 though the token is good. */
  | { readonly kind: "status"; readonly status: 401; readonly error: TokenError }
  /** Answered with a server failure. */
  | { readonly kind: "status"; readonly status: 500 | 502 | 503 | 504 }
  /** Answered with any other refusal: one of those that errors.ts makes. */
  | { readonly kind: "refuse"; readonly refusal: Refusal }
  /** A download ends after this many bytes: the socket is destroyed. No effect on shorter
   * answers; with 0 not even the headers arrive. */
  | { readonly kind: "cut"; readonly afterBytes: number }
  /** One byte of a download is flipped: that at `atByte` of what is sent, else the middle one. */
  | { readonly kind: "corrupt"; readonly atByte?: number }
  /** Answered rightly, but this late. */
  | { readonly kind: "delay"; readonly delayMs: number }
  /** Never answered; the connection stays open until one side closes. */
  | { readonly kind: "hang" }
  /** The cursor of a `continue` or `longpoll` is refused with `reset`. */
  | { readonly kind: "reset-cursor" };

/** A failure and when it happens. */
export type Fault = FaultKind & {
  /**
   * A route's name (`files/download`), or the start of several with a final `*` (`files/*`). Absent: every route the
   * kind fits.
   */
  readonly route?: string;
  /** How many requests it hits. Default 1. */
  readonly times?: number;
};

/** The orders of a running simulator. Older orders come first; a request meets at most one. */
export interface Faults {
  /** Throws `bad-input` when no route of the simulator can ever meet the fault. */
  schedule(fault: Fault): void;
  /** Requests that will still fail, over all orders. */
  pending(): number;
  clear(): void;
}

/** The side the simulator asks. */
export interface FaultSchedule extends Faults {
  /** The fault this request meets, counted down. */
  take(route: string): FaultKind | undefined;
}

/** @param routes Names of all routes, so that an order for none of them is noticed. */
export function createFaults(routes: readonly string[]): FaultSchedule {
  let orders: { fault: Fault; left: number }[] = [];

  return {
    schedule(fault) {
      const times = fault.times ?? 1;
      if (!Number.isInteger(times) || times < 1) {
        throw new AppError(
          "bad-input",
          "A fault happens at least once: give times as a whole number from 1.",
        );
      }
      if (!routes.some((route) => meets(fault, route))) {
        throw new AppError(
          "bad-input",
          `No route of the simulator can meet a ${fault.kind} on "${fault.route}".`,
        );
      }
      orders.push({ fault, left: times });
    },
    pending: () => orders.reduce((sum, order) => sum + order.left, 0),
    clear() {
      orders = [];
    },
    take(route) {
      const order = orders.find(({ fault }) => meets(fault, route));
      if (order === undefined) return undefined;
      order.left -= 1;
      if (order.left === 0) orders = orders.filter((other) => other !== order);
      return order.fault;
    },
  };
}

function meets(fault: Fault, route: string): boolean {
  if (!fits(fault, route)) return false;
  if (fault.route === undefined) return true;
  return fault.route.endsWith("*") ? route.startsWith(fault.route.slice(0, -1)) : route === fault.route;
}

function fits(fault: FaultKind, route: string): boolean {
  switch (fault.kind) {
    case "cut":
    case "corrupt":
      return route === "files/download";
    case "reset-cursor":
      return route === "files/list_folder/continue" || route === "files/list_folder/longpoll";
    case "status":
    case "refuse":
    case "delay":
    case "hang":
      return true;
    default:
      return assertNever(fault);
  }
}
