// The Dropbox connections: whether each opens an account, may read what it should, and finds data files.

import type { Config } from "../config.ts";
import { isUnproven, pathOf } from "../datasets/connections/environment.ts";
import type { DropboxConnections } from "../datasets/connections/index.ts";
import { dataFilesAt } from "../dropbox/listing.ts";
import { createPkce, type OAuth, READ_SCOPES, WRITE_SCOPE } from "../dropbox/oauth.ts";
import { AppError } from "../errors.ts";
import { type Finding, ok, problem, problemIn } from "../platform/finding.ts";
import { parseWorkspace, type WorkspaceKey } from "../platform/workspace.ts";
import { counted } from "../reply/build.ts";

/** Asks Dropbox whether it knows the app, by a code that opens nothing. */
export async function examineApp(oauth: Pick<OAuth, "exchangeCode">): Promise<Finding> {
  try {
    await oauth.exchangeCode({ code: "doctor", verifier: createPkce().verifier });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code !== "bad-input")
      return problemIn("Dropbox app", error.message, "Copy the app key anew from the App Console.");
  }
  return ok("Dropbox app", "Dropbox knows it");
}

/** What is mended where the connection is. */
interface Mends {
  readonly access: string;
  readonly folder: string;
}

const OWN: Mends = {
  access: "An admin types /dropbox connect and allows it.",
  folder: "An admin types /dropbox use and names it.",
};
/** `token`: the setting that has it. */
const ofTheEnvironment = (token: string): Mends => ({
  access: `Set another ${token}, or leave it out and connect with /dropbox connect.`,
  folder: "Set DROPBOX_PATH.",
});

/** Asks Dropbox by the connection of each workspace. */
export async function examineDropbox(
  connections: Pick<DropboxConnections, "of" | "watched">,
  workspaces: readonly WorkspaceKey[],
  { EXPORT, DROPBOX_REFRESH_TOKEN }: Pick<Config, "EXPORT" | "DROPBOX_REFRESH_TOKEN">,
): Promise<readonly Finding[]> {
  const given = ofTheEnvironment(
    DROPBOX_REFRESH_TOKEN === undefined ? "DROPBOX_ACCESS_TOKEN" : "DROPBOX_REFRESH_TOKEN",
  );
  const each = await Promise.all(
    workspaces.map((workspace) => connectionFindings(connections, workspace, EXPORT === "on", given)),
  );
  return each.flat();
}

async function connectionFindings(
  connections: Pick<DropboxConnections, "of" | "watched">,
  workspace: WorkspaceKey,
  mayExport: boolean,
  given: Mends,
): Promise<readonly Finding[]> {
  const isOwn = parseWorkspace(workspace) !== undefined;
  const [about, mends] = isOwn ? [`Dropbox of ${workspace}`, OWN] : ["Dropbox of the environment", given];
  try {
    const [record, live] = await Promise.all([connections.of(workspace), connections.watched(workspace)]);
    if (record === undefined || live === undefined) return [];
    const { client } = live;
    const { name } = await client.account();
    const path = isUnproven(record) ? pathOf(record.path ?? undefined, await client.access()) : record.path;
    return [
      ok(about, `the account of ${name}`),
      ...notAllowed(about, record.scopes, mayExport, mends),
      await filesFinding(about, client, path, mends),
    ];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [refusal(about, error, isOwn, mends)];
  }
}

/** The sentence says what readers do, who cannot change the environment. */
function refusal(about: string, { code, message }: AppError, isOwn: boolean, mends: Mends): Finding {
  const mend = code === "not-found" ? mends.folder : mends.access;
  if (code === "bad-configuration") {
    // It says behind a colon what the operator does.
    const [, says = message, advice = mend] = /^(.*?): (.*)$/.exec(message) ?? [];
    return problem(about, says.replace(/\.?$/, "."), `${advice.charAt(0).toUpperCase()}${advice.slice(1)}`);
  }
  if (isOwn) return problemIn(about, message, mend);
  return problem(about, message.replace(/(?<=\.) [A-Z/].*$/, ""), mend);
}

/** What the environment's token may do, nobody was told. */
function notAllowed(
  about: string,
  scopes: string,
  mayExport: boolean,
  { access }: Mends,
): readonly Finding[] {
  const granted = scopes.split(" ");
  const wanted = [...READ_SCOPES, ...(mayExport ? [WRITE_SCOPE] : [])];
  const missing = wanted.filter((scope) => !granted.includes(scope));
  return scopes === "" || missing.length === 0
    ? []
    : [problem(about, `It was not allowed ${missing.join(", ")}.`, access)];
}

async function filesFinding(
  about: string,
  client: Parameters<typeof dataFilesAt>[0],
  path: string | null,
  { folder }: Mends,
): Promise<Finding> {
  if (path === null) return problem(about, "Nobody chose which folder is read.", folder);
  const where = path === "" ? "its folder" : path;
  const files = await dataFilesAt(client, path);
  return files.length === 0
    ? problem(
        about,
        `There is no data file in ${where}.`,
        `Put parquet files there. To read another folder: ${folder}`,
      )
    : ok(about, `${counted(files.length, "data file")} in ${where}`);
}
