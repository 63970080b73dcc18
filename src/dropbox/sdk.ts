// The official SDK over our own requests: tokens come from the token source, and a refused one is renewed once.

import { Dropbox, type DropboxRequestOptions } from "dropbox";
import { MINUTE_MS } from "../time/units.ts";
import type { Http, HttpRequest } from "./http.ts";
import { type Doing, isRefusedToken, readRefusal } from "./refusal.ts";
import type { TokenSource } from "./tokens.ts";

/** What the SDK hands to `fetch`. */
interface SdkRequest {
  readonly body?: string | Uint8Array<ArrayBuffer> | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

type SdkFetch = (url: string, request: SdkRequest) => Promise<Response>;

/** How requests go out. */
type Manner = Pick<HttpRequest, "answer" | "timeoutMs" | "attempts">;

/** Where the paths of a member of a team space begin: in the team's root. */
export interface PathRoot {
  /** Its namespace; undefined where paths begin at home. */
  current(): Promise<string | undefined>;
  /** Dropbox named another one, which is right from now on. */
  moved(namespaceId: string): Promise<void>;
}

export interface Sdk {
  /** For calls whose answer is JSON. */
  readonly rpc: Dropbox;
  /** The same, with paths that begin at home and say so. */
  readonly atHome: Dropbox;
  /** For calls that carry bytes. Paths begin at home, as they do where nothing is said. */
  readonly uploads: Dropbox;
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
  readonly root?: PathRoot | undefined;
}

/** Of one piece, on a slow line. */
const UPLOAD_TIMEOUT_MS = 2 * MINUTE_MS;

const PATH_ROOT = "Dropbox-API-Path-Root";

/** What a call of the SDK brings. */
export type SdkCall = Promise<{ readonly result: unknown }>;

/** The SDK's own way to be stopped. */
export function optionsOf({ signal }: Doing): DropboxRequestOptions {
  return signal === undefined ? {} : { signal };
}

export function createSdk({ http, tokens, root }: SdkOptions): Sdk {
  function sdkOver(fetch: SdkFetch, pathRoot?: { readonly ".tag": "home" }): Dropbox {
    return new Dropbox({ fetch, ...(pathRoot === undefined ? {} : { pathRoot: JSON.stringify(pathRoot) }) });
  }

  function send(url: string, { body, headers, signal }: SdkRequest, manner: Manner): Promise<Response> {
    return http.send({ url, body: body ?? null, headers, signal, ...manner });
  }

  /** With the header that says where paths begin, sent again when they begin elsewhere by now. */
  async function rooted(url: string, request: SdkRequest, manner: Manner): Promise<Response> {
    const namespace = url.includes("/2/files/") ? await root?.current() : undefined;
    if (namespace === undefined || Object.hasOwn(request.headers, PATH_ROOT))
      return authorized(url, request, manner);
    const from = (id: string): Promise<Response> => {
      const header = { [PATH_ROOT]: JSON.stringify({ ".tag": "root", root: id }) };
      return authorized(url, { ...request, headers: { ...request.headers, ...header } }, manner);
    };
    const response = await from(namespace);
    if (response.status !== 422) return response;
    const { rootNamespaceId } = readRefusal(422, response.headers, await response.clone().text());
    if (rootNamespaceId === undefined || rootNamespaceId === namespace) return response;
    await root?.moved(rootNamespaceId);
    return from(rootNamespaceId);
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
    rpc: sdkOver((url, request) => rooted(url, request, { answer: "whole" })),

    atHome: sdkOver((url, request) => rooted(url, request, { answer: "whole" }), { ".tag": "home" }),

    uploads: sdkOver((url, request) =>
      authorized(url, request, { answer: "whole", timeoutMs: UPLOAD_TIMEOUT_MS }),
    ),

    withoutToken: (timeoutMs) =>
      sdkOver((url, request) => send(url, request, { answer: "whole", attempts: 1, timeoutMs })),

    async openDownload(path, options) {
      const opened: Response[] = [];
      const sdk = sdkOver(async (url, request) => {
        const response = await rooted(url, request, { answer: "stream" });
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
