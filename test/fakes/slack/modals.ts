// Modals as people have them before them: filled in, sent, kept open with errors, completed while somebody types.

import { randomUUID } from "node:crypto";
import {
  acknowledgementProblems,
  errorsIn,
  type FakeElement,
  type FakeInput,
  type Filled,
  stateOf,
  suggestionsRule,
} from "./inputs.ts";
import { type Addresses, type From, filledPayload, type OpenModal, suggestionPayload } from "./payloads.ts";
import type { FakeView } from "./rules.ts";

type Modal = Extract<FakeView, { type: "modal" }>;
type Payload = Readonly<Record<string, unknown>>;

export interface FakeModals {
  /**
   * Sends a modal with what was filled in, by `block_id`. Resolves with the errors that it stays open with; none: it closed.
   * Throws where Slack would not let it be sent.
   */
  send(user: string, view: Modal, filled: Readonly<Record<string, Filled>>): Sent;
  /** The values that are offered for what is typed. */
  suggest(user: string, view: Modal, blockId: string, typed: string): Promise<readonly string[]>;
}

export interface Sent {
  readonly acknowledged: Promise<unknown>;
  readonly errors: Promise<Readonly<Record<string, string>>>;
}

export function fakeModals(options: {
  readonly deliver: (payload: Payload) => Promise<unknown>;
  readonly team: string;
  readonly addresses: (user: string) => Addresses;
  readonly onProblem: (problem: string) => void;
}): FakeModals {
  const { deliver, team, addresses, onProblem } = options;
  const open = new Map<Modal, OpenModal>();
  const closed = new Set<Modal>();

  function opened(view: Modal): OpenModal {
    const known = open.get(view) ?? { id: `V${randomUUID()}`, hash: randomUUID(), view };
    open.set(view, known);
    return known;
  }

  return {
    send(user, view, filled) {
      if (closed.has(view)) throw new Error("that modal is closed");
      const inputs = inputsOf(view);
      for (const id of Object.keys(filled))
        if (!inputs.some(({ block_id }) => block_id === id)) throw new Error(`the modal has no input ${id}`);
      const state = inputs.map((input): [string, Payload] => {
        const answer = stateOf(input, filled[input.block_id ?? ""]);
        if (input.optional !== true && isEmpty(answer)) throw new Error(`${input.block_id} must be answered`);
        checkNumber(input.element, answer);
        return [input.block_id ?? "", { [input.element.action_id]: answer }];
      });
      const from: From = { team, user };
      const payload = filledPayload(from, addresses(user), opened(view), Object.fromEntries(state));
      const acknowledged = deliver(payload).then((answer) => {
        const ids = inputs.map(({ block_id = "" }) => block_id);
        for (const problem of acknowledgementProblems(answer, ids)) onProblem(problem);
        if (Object.keys(errorsIn(answer)).length === 0) closed.add(view);
        return answer;
      });
      return { acknowledged, errors: acknowledged.then(errorsIn) };
    },
    async suggest(user, view, blockId, typed) {
      const input = inputsOf(view).find(({ block_id }) => block_id === blockId);
      if (input?.element.type !== "external_select" && input?.element.type !== "multi_external_select")
        throw new Error(`${blockId} asks for no suggestions`);
      const { action_id } = input.element;
      const answer = await deliver(
        suggestionPayload({ team, user }, opened(view), { block_id: blockId, action_id, value: typed }),
      );
      const { data } = suggestionsRule.safeParse(answer);
      if (data === undefined) onProblem(`suggestions that slack does not take: ${JSON.stringify(answer)}`);
      return (data?.options ?? []).map(({ value }) => value);
    },
  };
}

export function inputsOf({ blocks }: Modal): readonly FakeInput[] {
  return blocks.flatMap((block) => (block.type === "input" ? [block] : []));
}

function isEmpty({ type: _, ...answer }: Payload): boolean {
  return Object.values(answer).every(
    (value) => value === null || value === undefined || (Array.isArray(value) && value.length === 0),
  );
}

/** Slack checks numbers itself. */
function checkNumber(element: FakeElement, { value }: Payload): void {
  if (element.type !== "number_input" || value === null) return;
  const number = Number(value);
  const { min_value: min = number, max_value: max = number } = element;
  if (!Number.isInteger(number) || number < Number(min) || number > Number(max))
    throw new Error(`${String(value)} cannot be typed there`);
}
