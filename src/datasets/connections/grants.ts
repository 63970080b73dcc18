// How a person connects a Dropbox: a link to allow it, then a code that they paste or their browser brings back.

import { randomBytes } from "node:crypto";
import { createPkce } from "../../dropbox/oauth.ts";
import { AppError } from "../../errors.ts";
import type { Logger } from "../../log.ts";
import type { WorkspaceKey } from "../../platform/workspace.ts";
import type { Clock } from "../../reply/ports.ts";
import type { ConnectionRecord } from "../../store/connections.ts";
import type { Store } from "../../store/database.ts";
import type { PendingConnect } from "../../store/pending.ts";
import type { SecretBox } from "../../store/secret-box.ts";
import { say } from "../../wording/say.ts";
import { dropboxDataSet } from "../dropbox-source.ts";
import type { AppInUse, DropboxApp } from "./app.ts";
import type { LiveConnections } from "./live.ts";
import type { ConnectionNews } from "./notices.ts";
import { ownerOf } from "./owner.ts";
import { sealRefreshToken } from "./refresh-token.ts";
import type { Turns } from "./turns.ts";

/** Where a person goes to allow access, and what comes then. */
export interface ConnectLink {
  readonly url: string;
  /** `paste`: Dropbox shows a code to bring back; `redirect`: the browser brings it. */
  readonly way: "paste" | "redirect";
  readonly access: DropboxApp["access"];
  readonly mayExport: boolean;
}

export interface Grants {
  /** Throws AppError "bad-configuration" where the bot has no Dropbox app. */
  begin(workspace: WorkspaceKey, actor: { readonly id: string; readonly name: string }): Promise<ConnectLink>;
  /**
   * Ends a connection with a pasted code. Throws AppError "bad-input" when the code or its link is too old or wrong; after
   * a wrong code the link stays good.
   */
  finishWithCode(
    workspace: WorkspaceKey,
    actor: string,
    place: string,
    code: string,
  ): Promise<ConnectionRecord>;
  /** To whom a Dropbox would be lent by that state, and who asked for it. Throws AppError "bad-input" when it is too old. */
  borrower(state: string): Promise<{ readonly workspace: WorkspaceKey; readonly actorName: string }>;
  /** Ends a connection that the browser brought back. */
  finishWithState(state: string, code: string): Promise<ConnectionRecord>;
}

export interface GrantsOptions {
  readonly store: Pick<Store, "connections" | "pending">;
  readonly box: SecretBox;
  readonly app: () => AppInUse;
  readonly live: LiveConnections;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly log: Logger;
  /** Where Dropbox sends the browser back; absent: people paste a code. */
  readonly redirectUri?: string;
  readonly onNews: (news: ConnectionNews) => void;
}

const VERIFIER = "oauth-verifier";

export function createGrants(options: GrantsOptions): Grants {
  const { store, box, app, live, turns, clock, log, redirectUri, onNews } = options;

  async function finish(
    { workspace, actor, actorName, sealedVerifier }: PendingConnect,
    { place, code, redirect }: { place: string; code: string; redirect: boolean },
  ): Promise<ConnectionRecord> {
    const verifier = box.open(sealedVerifier, { workspace, purpose: VERIFIER });
    const { oauth } = app();
    const grant = await oauth.exchangeCode({
      code,
      verifier,
      ...(redirect && redirectUri !== undefined ? { redirectUri } : {}),
    });
    // Whatever fails until the row is saved, the connection before goes on as it was.
    const owner = await ownerOf(live.proving(grant));
    return turns.take(workspace, async () => {
      const before = await store.connections.get(workspace);
      const isSameAccount = before?.accountId === owner.accountId;
      // The same path is another folder where paths begin elsewhere.
      const keeps = isSameAccount && before.rootKind === owner.rootKind;
      const now = clock();
      const record: ConnectionRecord = {
        workspace,
        ...owner,
        sealedRefreshToken: sealRefreshToken(box, workspace, grant.refreshToken),
        scopes: grant.scopes.join(" "),
        path: keeps ? before.path : null,
        country: keeps ? before.country : null,
        connectedBy: actor,
        place,
        state: "connected",
        stateSince: now,
        refusal: null,
        lastNoticeAt: null,
        noticeStep: 0,
        createdAt: before?.createdAt ?? now,
        updatedAt: now,
      };
      const isAnother = before !== undefined && !isSameAccount;
      await store.connections.save(record, {
        ...(isAnother ? { forget: dropboxDataSet(workspace) } : {}),
        deed: {
          workspace,
          actorId: actor,
          actorName,
          at: now,
          kind: "connected",
          details: { account: accountOf(record) },
        },
      });
      live.renew(record, grant);
      log.info({ workspace, account: owner.accountId }, "dropbox connected");
      onNews({ type: "connected", workspace, by: actorName, account: accountOf(record) });
      if (before?.state === "needs-reconnect") onNews({ type: "mended", workspace });
      return record;
    });
  }

  return {
    async begin(workspace, actor) {
      const { oauth, scopes, access, mayExport } = app();
      const { verifier, challenge } = createPkce();
      const state = randomBytes(24).toString("base64url");
      const redirect = redirectUri !== undefined;
      const sealedVerifier = box.seal(verifier, { workspace, purpose: VERIFIER });
      const asked = { actor: actor.id, actorName: actor.name };
      await store.pending.add({ state, workspace, ...asked, sealedVerifier, redirect }, clock());
      const url = oauth.authorizeUrl({ challenge, scopes, ...(redirect ? { state, redirectUri } : {}) });
      return { url, way: redirect ? "redirect" : "paste", access, mayExport };
    },

    async finishWithCode(workspace, actor, place, code) {
      const pending = await store.pending.findFor(workspace, actor, clock());
      if (pending === undefined) throw linkTooOld();
      const record = await finish(pending, { place, code, redirect: false });
      // It expires by itself: what fails here takes nothing from the connection.
      await store.pending
        .take(pending.state, clock())
        .catch((error: unknown) => log.warn({ err: error, workspace }, "a used link could not be deleted"));
      return record;
    },

    async borrower(state) {
      const pending = await store.pending.find(state, clock());
      if (pending === undefined) throw linkTooOld();
      return { workspace: pending.workspace, actorName: pending.actorName };
    },

    async finishWithState(state, code) {
      const pending = await store.pending.take(state, clock());
      if (pending === undefined || !pending.redirect) throw linkTooOld();
      return finish(pending, { place: "browser", code, redirect: true });
    },
  };
}

/** An account as people know it. */
export function accountOf({ accountName, accountEmail }: ConnectionRecord): string {
  return accountEmail === "" ? accountName : `${accountName} (${accountEmail})`;
}

function linkTooOld(): AppError {
  return new AppError(
    "bad-input",
    say("That link is no longer good: it works once, for ten minutes. Start again with {connect}.", {
      connect: "/dropbox connect",
    }),
  );
}
