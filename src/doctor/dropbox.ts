// The Dropbox connections: whether each opens an account, may read what it should, and finds data files.

import type { DropboxConnections } from "../datasets/connections/index.ts";
import { dataFilesAt } from "../dropbox/listing.ts";
import { READ_SCOPES, WRITE_SCOPE } from "../dropbox/oauth.ts";
import { AppError } from "../errors.ts";
import { type Finding, note, ok, problem, problemIn } from "../platform/finding.ts";
import { parseWorkspace, type WorkspaceKey } from "../platform/workspace.ts";
import { counted } from "../reply/build.ts";

export interface DropboxWanted {
  readonly hasApp: boolean;
  readonly mayExport: boolean;
}

const CONNECT_AGAIN = "An admin types /dropbox connect and allows it.";

/** Asks Dropbox by the connection of each workspace. */
export async function examineDropbox(
  connections: Pick<DropboxConnections, "of" | "watched">,
  workspaces: readonly WorkspaceKey[],
  { hasApp, mayExport }: DropboxWanted,
): Promise<readonly Finding[]> {
  if (workspaces.length === 0)
    return [
      note(
        "Dropbox",
        hasApp
          ? "nobody has connected one yet: an admin types /dropbox connect"
          : "it needs DROPBOX_APP_KEY; then an admin types /dropbox connect (docs/dropbox.md)",
      ),
    ];
  const each = await Promise.all(
    workspaces.map((workspace) => connectionFindings(connections, workspace, mayExport)),
  );
  return each.flat();
}

async function connectionFindings(
  connections: Pick<DropboxConnections, "of" | "watched">,
  workspace: WorkspaceKey,
  mayExport: boolean,
): Promise<readonly Finding[]> {
  const about = `Dropbox of ${parseWorkspace(workspace) === undefined ? "the environment" : workspace}`;
  const [record, live] = await Promise.all([connections.of(workspace), connections.watched(workspace)]);
  if (record === undefined || live === undefined) return [];
  try {
    const { name } = await live.client.account();
    const granted = record.scopes.split(" ").filter((scope) => scope !== "");
    const missing = [...READ_SCOPES, ...(mayExport ? [WRITE_SCOPE] : [])].filter(
      (scope) => !granted.includes(scope),
    );
    return [
      ok(about, `the account of ${name}`),
      // What the environment's token may do, nobody was told.
      ...(granted.length > 0 && missing.length > 0
        ? [problem(about, `It was not allowed ${missing.join(", ")}.`, CONNECT_AGAIN)]
        : []),
      await filesFinding(about, live.client, record.path),
    ];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [problemIn(about, error.message, CONNECT_AGAIN)];
  }
}

async function filesFinding(
  about: string,
  client: Parameters<typeof dataFilesAt>[0],
  path: string | null,
): Promise<Finding> {
  if (path === null)
    return problem(about, "Nobody chose which folder is read.", "An admin types /dropbox use and names it.");
  const files = await dataFilesAt(client, path);
  return files.length === 0
    ? problem(
        about,
        `There is no data file in ${path === "" ? "its folder" : path}.`,
        "Put parquet files there, or choose another folder with /dropbox use.",
      )
    : ok(about, `${counted(files.length, "data file")} in ${path === "" ? "its folder" : path}`);
}
