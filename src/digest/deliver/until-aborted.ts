// Waits for a platform no longer than its time.

/** Work that is told to end may still say how it ended; what says nothing for so long is left behind. */
const LAST_WORDS_MS = 1_000;

/** The outcome of work that should heed this signal, also when it does not. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: ignored, reject } = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    timer = setTimeout(() => reject(signal.reason), LAST_WORDS_MS);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, ignored]);
  } finally {
    signal.removeEventListener("abort", onAbort);
    clearTimeout(timer);
  }
}
