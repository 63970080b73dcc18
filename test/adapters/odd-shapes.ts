// Payloads of odd shapes: real ones with fields that are missing, null, of another kind or longer than they may be.

import fc from "fast-check";

/** Values in the place of any other. Words are those that SDKs use for themselves. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 2 ** 53, "", " ", "0", [], {}, [null], [[]], {
    id: null,
  }),
  fc.constantFrom(
    "error",
    "close",
    "hello",
    "ws_message",
    "connected",
    "disconnected",
    "slack_event",
    "message",
  ),
  fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "app_rate_limited",
    "view_closed",
    "tokens_revoked",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom("x".repeat(5_000), "\u0000", "\ud800", "💥", "../../x?y#z"),
  fc.jsonValue({ maxDepth: 2 }),
);

type Change = (payload: unknown) => unknown;

/** Changes one field, found by walking down as the numbers say; `value` undefined: takes it away. */
function changeAt(steps: readonly number[], value: unknown): Change {
  const [step, ...rest] = steps;
  return (payload) => {
    if (step === undefined || typeof payload !== "object" || payload === null) return value;
    const entries = Object.entries(payload);
    const [name, inner] = entries[step % Math.max(1, entries.length)] ?? ["", undefined];
    const changed = changeAt(rest, value)(inner);
    if (Array.isArray(payload))
      return payload.flatMap((one: unknown, index) => {
        if (String(index) !== name) return [one];
        return changed === undefined ? [] : [changed];
      });
    return Object.fromEntries(
      entries.flatMap(([key, one]) => {
        if (key !== name) return [[key, one]];
        return changed === undefined ? [] : [[key, changed]];
      }),
    );
  };
}

const change: fc.Arbitrary<Change> = fc
  .tuple(
    fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 6 }),
    fc.oneof({ weight: 3, arbitrary: odd }, { weight: 1, arbitrary: fc.constant(undefined) }),
  )
  .map(([steps, value]) => changeAt(steps, value));

/** One of the seeds, changed in up to four places; now and then not at all, or something else altogether. */
export function oddPayload(seeds: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .tuple(fc.constantFrom(...seeds), fc.array(change, { maxLength: 4 }))
        .map(([seed, changes]) => changes.reduce((payload, by) => by(payload), seed)),
    },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

/** Texts that are no JSON, or barely. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "",
    "null",
    "[]",
    "{}",
    "5",
    '"x"',
    "{",
    "payload=null",
    "payload=[]",
    "payload=",
    "a=b&a=c",
  ),
  fc.string({ unit: "binary", maxLength: 60 }),
);
