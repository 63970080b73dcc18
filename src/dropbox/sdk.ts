// The official SDK over our own requests: tokens come from the token source, and a refused one is renewed once.

import { Dropbox, type DropboxRequestOptions } from "dropbox";
import type { Http, HttpRequest } from "./http.ts";
import { isRefusedToken, readRefusal } from "./refusal.ts";
import type { TokenSource } from "./tokens.ts";

/** What the SDK hands to `fetch`. */
interface SdkRequest {
  readonly body?: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

type SdkFetch = (url: string, request: SdkRequest) => Promise<Response>;

/** How requests go out. */
type Manner = Pick<HttpRequest, "answer" | "timeoutMs" | "attempts">;

export interface Sdk {
  /** For calls whose answer is JSON. */
  readonly rpc: Dropbox;
  /** For a route without authentication, asked once. */
  withoutToken(timeoutMs: number): Dropbox;
  /**
   * `filesDownload` without its habit of holding the whole file in memory: the answer, whose body the caller reads or
   * cancels. `path` as the route takes it. Throws as the SDK does.
   */
  openDownload(path: string, options: DropboxRequestOptions): Promise<Response>;
}

export interface SdkOptions {
  readonly http: Http;
  readonly tokens: TokenSource;
  /** The namespace that paths begin in, for members of a team space. Default: the member's home. */
  readonly rootNamespaceId?: string | undefined;
}

export function createSdk({ http, tokens, rootNamespaceId }: SdkOptions): Sdk {
  function sdkOver(fetch: SdkFetch): Dropbox {
    return new Dropbox({
      fetch,
      ...(rootNamespaceId === undefined
        ? {}
        : { pathRoot: JSON.stringify({ ".tag": "root", root: rootNamespaceId }) }),
    });
  }

  function send(url: string, { body, headers, signal }: SdkRequest, manner: Manner): Promise<Response> {
    return http.send({ url, body: body ?? null, headers, signal, ...manner });
  }

  async function authorized(url: string, request: SdkRequest, manner: Manner): Promise<Response> {
    const withToken = (token: string): Promise<Response> =>
      send(url, { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } }, manner);
    const token = await tokens.accessToken();
    const response = await withToken(token);
    if (response.status !== 401) return response;
    const refusal = readRefusal(response.status, response.headers, await response.clone().text());
    if (!isRefusedToken(refusal)) return response;
    return withToken(await tokens.accessToken({ refused: token }));
  }

  return {
    rpc: sdkOver((url, request) => authorized(url, request, { answer: "whole" })),

    withoutToken: (timeoutMs) =>
      sdkOver((url, request) => send(url, request, { answer: "whole", attempts: 1, timeoutMs })),

    async openDownload(path, options) {
      const opened: Response[] = [];
      const sdk = sdkOver(async (url, request) => {
        const response = await authorized(url, request, { answer: "stream" });
        opened.push(response);
        // A refusal is the SDK's to read; of a file it gets the headers.
        return response.ok ? new Response(null, { headers: response.headers }) : response;
      });
      try {
        await sdk.filesDownload({ path }, options);
      } catch (error) {
        for (const response of opened) if (!response.bodyUsed) await response.body?.cancel();
        throw error;
      }
      const [response] = opened;
      if (response === undefined) throw new Error("The SDK answered without a request");
      return response;
    },
  };
}
