// A small HTTP server with routes, on port 0 of loopback: JSON and multipart bodies in, scheduled faults, a log of requests.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { z } from "zod";

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The values of `{…}` in the route's template, in order. */
  readonly values: readonly string[];
  readonly body: unknown;
  /** Names of uploaded files, in order. */
  readonly fileNames: readonly string[];
  /** What is in them. */
  readonly files: readonly Uint8Array[];
  readonly authorization: string | undefined;
}

export interface FakeResponse {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: string;
  /** Discord's own template, `/channels/{channel_id}/messages`. */
  readonly template: string;
  /** Whether the path itself carries a token instead of a header. */
  readonly isOpen?: boolean;
  /** What Discord would refuse in the body. */
  readonly problems?: (request: FakeRequest) => readonly string[];
  readonly handle: (request: FakeRequest) => FakeResponse;
}

export type Fault =
  | ({ readonly type: "answer" } & FakeResponse)
  /** Does the work and loses the answer. */
  | { readonly type: "lose" }
  /** Cuts the line before any work. */
  | { readonly type: "refuse" }
  /** Answers nothing, and does no work, until this resolves. */
  | { readonly type: "hang"; readonly until: Promise<unknown> };

interface Scheduled {
  readonly method: string;
  readonly path: RegExp;
  readonly fault: Fault;
  left: number;
}

export interface FakeHttp {
  readonly port: number;
  readonly requests: readonly FakeRequest[];
  /** Requests that wait for their answer. */
  hanging(): number;
  /** The next requests of that kind go wrong. */
  fail(method: string, path: RegExp, fault: Fault, times?: number): void;
  /** Answers 401 to every call with the bot's token until `admit`. */
  refuseToken(): void;
  admit(): void;
  close(): Promise<void>;
}

/** An error in Discord's shape. */
export function refusal(status: number, code: number, message: string): FakeResponse {
  return { status, body: { code, message } };
}

export async function listenHttp(options: {
  readonly routes: readonly Route[];
  readonly token: string;
  readonly onUpgrade: (request: IncomingMessage, stream: Duplex) => void;
  readonly onProblems: (request: FakeRequest, problems: readonly string[]) => void;
  readonly changed: () => void;
}): Promise<FakeHttp> {
  const { routes, token, onUpgrade, onProblems, changed } = options;
  const requests: FakeRequest[] = [];
  const faults: Scheduled[] = [];
  let hanging = 0;
  let isRefusing = false;
  const compiled = routes.map((route) => ({
    route,
    pattern: new RegExp(`^/api/v10${route.template.replaceAll(/\{[^}]+\}/g, "([^/]+)")}$`),
  }));

  function answer(request: FakeRequest, route: Route): FakeResponse {
    if (route.isOpen !== true && (isRefusing || request.authorization !== `Bot ${token}`))
      return refusal(401, 0, "401: Unauthorized");
    const problems = route.problems?.(request) ?? [];
    if (problems.length > 0) {
      onProblems(request, problems);
      return {
        status: 400,
        body: {
          code: 50035,
          message: "Invalid Form Body",
          errors: { _errors: problems.map((message) => ({ code: "FAKE", message })) },
        },
      };
    }
    return route.handle(request);
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", "http://localhost");
    const method = incoming.method ?? "GET";
    const { body, fileNames, files } = await readBody(incoming);
    const found = compiled
      .map(({ route, pattern }) => ({ route, match: pattern.exec(url.pathname) }))
      .find(({ route, match }) => match !== null && route.method === method);
    const request: FakeRequest = {
      method,
      path: url.pathname.replace("/api/v10", ""),
      query: url.searchParams,
      values: (found?.match ?? []).slice(1).map(decodeURIComponent),
      body,
      fileNames,
      files,
      authorization: incoming.headers.authorization,
    };
    const fault = takeFault(request);
    if (fault?.type === "refuse") {
      incoming.socket.destroy();
      return;
    }
    if (fault?.type === "hang") {
      hanging += 1;
      changed();
      await fault.until;
      hanging -= 1;
    }
    const result =
      fault?.type === "answer"
        ? fault
        : found === undefined
          ? refusal(404, 0, "404: Not Found")
          : answer(request, found.route);
    requests.push(request);
    if (fault?.type === "lose") incoming.socket.destroy();
    else send(response, result);
    changed();
  }

  function takeFault({ method, path }: FakeRequest): Fault | undefined {
    const scheduled = faults.find(
      (fault) => fault.left > 0 && fault.method === method && fault.path.test(path),
    );
    if (scheduled !== undefined) scheduled.left -= 1;
    return scheduled?.fault;
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      send(response, { status: 500, body: { message: String(error), code: 0 } });
    });
  });
  const upgraded = new Set<Duplex>();
  server.on("upgrade", (incoming: IncomingMessage, stream: Duplex) => {
    upgraded.add(stream);
    stream.once("close", () => upgraded.delete(stream));
    onUpgrade(incoming, stream);
  });
  const port = await listening(server);
  return {
    port,
    requests,
    hanging: () => hanging,
    fail(method, path, fault, times = 1) {
      faults.push({ method, path, fault, left: times });
    },
    refuseToken() {
      isRefusing = true;
    },
    admit() {
      isRefusing = false;
    },
    async close() {
      for (const stream of upgraded) stream.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An interaction's response is acknowledged without a body and without a content type. */
function send(response: ServerResponse, { status, body, headers = {} }: FakeResponse): void {
  if (body === undefined) response.writeHead(status, headers).end();
  else
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

async function readBody(
  incoming: IncomingMessage,
): Promise<Pick<FakeRequest, "body" | "fileNames" | "files">> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  const type = incoming.headers["content-type"] ?? "";
  if (bytes.length === 0) return { body: undefined, fileNames: [], files: [] };
  if (!type.startsWith("multipart/form-data"))
    return { body: JSON.parse(bytes.toString("utf8")), fileNames: [], files: [] };
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  const payload = z.string().parse(form.get("payload_json"));
  const files = [...form.values()].filter((value) => value instanceof File);
  return {
    body: JSON.parse(payload),
    fileNames: files.map(({ name }) => name),
    files: await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer()))),
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}
