// Whether the bot can listen where it should: tried for a moment, where no bot runs that holds it.

import { createServer } from "node:net";
import { type Finding, ok, problem } from "../platform/finding.ts";
import { wayCodeOf } from "../platform/way.ts";

const ABOUT = "address";

/** `port` 0 is any that is free. Never rejects. */
export async function examineAddress(host: string, port: number): Promise<Finding> {
  const server = createServer();
  const failure = await new Promise<string | undefined>((resolve) => {
    server.once("error", (error) => resolve(wayCodeOf(error)));
    server.listen({ host, port, exclusive: true }, () => resolve(undefined));
  });
  if (failure === undefined) {
    await new Promise((resolve) => server.close(resolve));
    return ok(ABOUT, `${host}:${port} is free`);
  }
  const [says, mend] = failureOf(failure, host, port);
  return problem(ABOUT, says, mend);
}

function failureOf(code: string, host: string, port: number): readonly [says: string, mend: string] {
  switch (code) {
    case "EADDRINUSE":
      return [`Another program listens on ${host}:${port}.`, "Set PORT to a free one, or end that program."];
    case "EACCES":
      return [`The user that runs this may not listen on port ${port}.`, "Set PORT to 1024 or more."];
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return ["HOST is no address of this machine.", "Set it to 127.0.0.1, or to 0.0.0.0 for all of them."];
    default:
      return [`The bot cannot listen on ${host}:${port} (${code}).`, "Set HOST or PORT to another."];
  }
}
