// Whose Dropbox an access opens, and where its paths begin: asked of Dropbox before anything is read by it.

import type { DropboxClient } from "../../dropbox/client.ts";
import type { ConnectionRecord } from "../../store/connections.ts";

type Owner = Pick<
  ConnectionRecord,
  "accountId" | "accountName" | "accountEmail" | "rootKind" | "rootNamespace"
>;

/** Throws AppError as the client does; then nobody knows whose it is. */
export async function ownerOf(client: DropboxClient): Promise<Owner> {
  const account = await client.account();
  const rootKind = await client.access();
  const { rootNamespaceId, homeNamespaceId } = account;
  return {
    accountId: account.accountId,
    accountName: account.name,
    accountEmail: account.email,
    rootKind,
    // An app with its own folder begins there, whatever the account.
    rootNamespace: rootKind === "full" && rootNamespaceId !== homeNamespaceId ? rootNamespaceId : null,
  };
}
