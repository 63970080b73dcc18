// `npm run simulator`: a Dropbox over a folder of this machine, until it is told to stop.

import { introduce } from "./simulator/introduction.ts";
import { startSimulator } from "./simulator/server.ts";

/** Serves `directory` on loopback and prints how to use it. Runs until SIGTERM or SIGINT. */
export async function runSimulator(options: {
  readonly directory: string;
  readonly port: number;
}): Promise<void> {
  const simulator = await startSimulator({
    ...options,
    log: (line) => void process.stderr.write(`${line}\n`),
  });
  process.stdout.write(introduce(simulator));
  await new Promise<void>((stop) => {
    for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => stop());
  });
  await simulator.close();
}
