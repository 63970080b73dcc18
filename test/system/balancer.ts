// What stands before several processes and passes each request to the next of them, whoever comes.

import { once } from "node:events";
import { createServer, request as httpRequest } from "node:http";

export interface Balancer {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** Where requests go from now on. */
  readonly ports: number[];
  close(): Promise<void>;
}

export async function startBalancer(): Promise<Balancer> {
  const ports: number[] = [];
  let turn = 0;
  const server = createServer((incoming, response) => {
    const { method, url, headers } = incoming;
    turn = (turn + 1) % ports.length;
    const passed = httpRequest(
      { host: "127.0.0.1", port: ports[turn], method, path: url, headers, agent: false },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on("error", () => response.writeHead(502).end());
    incoming.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The balancer has no port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    ports,
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}
