// A proxy as companies have it, on loopback: CONNECT and nothing else. Whatever name is asked for, behind it is one far
// end; what was asked for is kept.

import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type Socket as NetSocket, type Server } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { onTestFinished } from "vitest";
import { createCertificate } from "./certificate.ts";
import { acceptSocket, type Socket, type SocketEvents } from "./websocket.ts";

export interface FakeProxy {
  /** For HTTPS_PROXY. */
  readonly url: string;
  /** What was to be connected, like `api.dropboxapi.com:443`. */
  readonly targets: readonly string[];
  /** From now on CONNECT is answered so. */
  answer(status: 200 | 407): void;
}

/** A server that speaks TLS under any of the names, trusted while the test lasts. */
export async function startFarEnd(
  names: readonly string[],
  serve: RequestListener,
  sockets: (host: string, socket: Socket) => SocketEvents,
): Promise<number> {
  const { key, cert } = createCertificate(names);
  const trusted = getCACertificates("default");
  setDefaultCACertificates([...trusted, cert]);
  const server = createTlsServer({ key, cert }, serve);
  server.on("upgrade", (request, stream) =>
    acceptSocket(request, stream, (socket) => sockets(request.headers.host ?? "", socket)),
  );
  return listening(server, () => setDefaultCACertificates(trusted));
}

export async function startProxy(farPort: number): Promise<FakeProxy> {
  const targets: string[] = [];
  let status = 200;
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on("connect", (request, stream) => {
    targets.push(request.url ?? "");
    if (status !== 200) {
      stream.end(`HTTP/1.1 ${status} Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const far = connect(farPort, "127.0.0.1", () => {
      stream.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      stream.pipe(far).pipe(stream);
    });
    for (const end of [stream, far]) end.on("error", () => far.destroy());
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    targets,
    answer(next) {
      status = next;
    },
  };
}

async function listening(server: Server, after: () => void = () => undefined): Promise<number> {
  const open = new Set<NetSocket>();
  server.on("connection", (socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
    after();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
