// A sent modal is acknowledged within three seconds: it closes, or it stays open with what is wrong at each question.
// docs.slack.dev/surfaces/modals, "Displaying errors in views".

import type { FieldProblem } from "../../../src/reply/form.ts";
import type { Pace } from "../../../src/reply/ports.ts";

/** By the `block_id` of an input; others Slack does not take. */
export type InputErrors = Readonly<Record<string, string>>;

export interface Closing {
  /** Closes the modal, once. */
  close(): Promise<void>;
  /** Keeps it open with the errors. False when it closed already, or none of them is about a question that it asked. */
  refuse(problems: readonly FieldProblem[]): Promise<boolean>;
}

/** Of the three seconds, what reading the answers may take; then the modal closes, and what is wrong becomes a message. */
const CLOSE_AFTER_MS = 2_000;

export function createClosing(options: {
  readonly acknowledge: (errors?: InputErrors) => Promise<void>;
  /** The block in which a field was asked. */
  readonly blockOf: (field: string) => string | undefined;
  readonly pace: Pace;
}): Closing {
  const { acknowledge, blockOf, pace } = options;
  const over = new AbortController();
  let done: Promise<void> | undefined;

  function once(errors?: InputErrors): Promise<void> {
    over.abort("acknowledged");
    done ??= acknowledge(errors);
    return done;
  }

  void pace.sleep(CLOSE_AFTER_MS, over.signal).then(
    () => once(),
    () => undefined,
  );

  return {
    close: () => once(),
    async refuse(problems) {
      const errors = problems.flatMap(({ field, sentence }): [string, string][] => {
        const block = blockOf(field);
        return block === undefined ? [] : [[block, sentence]];
      });
      if (done !== undefined || errors.length < problems.length) return false;
      await once(Object.fromEntries(errors));
      return true;
    },
  };
}
