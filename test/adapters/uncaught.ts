// What nobody catches while a test runs: each of these would end the program.

/** Listens from now on; the promise of `stop` tells what came, once everything under way had its turn. */
export function listenForUncaught(): { stop(): Promise<readonly unknown[]> } {
  const uncaught: unknown[] = [];
  const hear = (error: unknown): void => void uncaught.push(error);
  process.on("unhandledRejection", hear);
  process.on("uncaughtException", hear);
  return {
    async stop() {
      await new Promise((resolve) => setImmediate(resolve));
      process.off("unhandledRejection", hear);
      process.off("uncaughtException", hear);
      return uncaught;
    },
  };
}
