// What was offered while somebody typed, by what it was called. Some clients send a choice's name in place of its value once
// the field was touched again; what was chosen is what is asked all the same.

import type { Completion } from "../../../src/language/know/complete.ts";
import type { Input } from "../../../src/platform/invocation.ts";

/** Choices remembered at most; the oldest are forgotten first. */
const MOST_OFFERED = 10_000;

export interface Offered {
  /** Remembers what somebody was offered in a field. */
  remember(userId: string, path: readonly string[], option: string, completions: readonly Completion[]): void;
  /** The input with the values of what was chosen by its name. */
  chosen(userId: string, input: Input): Input;
}

export function createOffered(): Offered {
  const values = new Map<string, string>();
  const keyOf = (...parts: readonly (string | readonly string[])[]): string => JSON.stringify(parts);
  return {
    remember(userId, path, option, completions) {
      for (const { label, value } of completions) {
        const key = keyOf(userId, path, option, label);
        values.delete(key);
        if (label !== value) values.set(key, value);
      }
      for (const key of values.keys()) {
        if (values.size <= MOST_OFFERED) break;
        values.delete(key);
      }
    },
    chosen(userId, input) {
      if (input.type !== "options") return input;
      const entries = Object.entries(input.values).map(([option, given]) => {
        const value =
          typeof given === "string" ? values.get(keyOf(userId, input.path, option, given)) : undefined;
        return [option, value ?? given] as const;
      });
      return { ...input, values: Object.fromEntries(entries) };
    },
  };
}
