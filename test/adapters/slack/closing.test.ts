// A sent modal closes or stays open, once, and within Slack's three seconds whatever the bot does meanwhile.

import { expect, it } from "vitest";
import { createClosing, type InputErrors } from "../../../adapters/slack/in/closing.ts";
import { createTestPace } from "../../pace.ts";

function modal({ heldMs = [2_000] }: { readonly heldMs?: readonly number[] } = {}) {
  const acknowledged: (InputErrors | undefined)[] = [];
  const closing = createClosing({
    acknowledge: async (errors) => void acknowledged.push(errors),
    blockOf: (field) => (field === "thread" ? "flags:thread,trend" : field === "gone" ? undefined : field),
    pace: createTestPace({ heldMs, chance: 0 }),
  });
  return { closing, acknowledged };
}

it("stays open with the errors at the blocks that asked, and closes no more", async () => {
  const { closing, acknowledged } = modal();
  const problems = [
    { field: "name", sentence: "Taken." },
    { field: "thread", sentence: "Not here." },
  ];
  expect(await closing.refuse(problems)).toBe(true);
  await closing.close();
  expect(acknowledged).toEqual([{ name: "Taken.", "flags:thread,trend": "Not here." }]);
});

it("closes once, and takes no errors after that", async () => {
  const { closing, acknowledged } = modal();
  await closing.close();
  await closing.close();
  expect(await closing.refuse([{ field: "name", sentence: "Taken." }])).toBe(false);
  expect(acknowledged).toEqual([undefined]);
});

it("leaves to a message what is about no question of it", async () => {
  const { closing, acknowledged } = modal();
  expect(await closing.refuse([{ field: "gone", sentence: "Not here." }])).toBe(false);
  await closing.close();
  expect(acknowledged).toEqual([undefined]);
});

it("closes by itself before Slack's time is over", async () => {
  const { closing, acknowledged } = modal({ heldMs: [] });
  await new Promise((resolve) => setImmediate(resolve));
  expect(acknowledged).toEqual([undefined]);
  expect(await closing.refuse([{ field: "name", sentence: "Taken." }])).toBe(false);
});
