// The news that serve, as numbers.

import type { DataSetStatus } from "../datasets/data-set-status.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import type { NewsGauge } from "./metrics.ts";

/** Of those workspaces; one whose news cannot be told now is left out. */
export async function newsGauges(
  { status }: { status(workspace: WorkspaceKey): Promise<DataSetStatus> },
  workspaces: readonly WorkspaceKey[],
): Promise<readonly NewsGauge[]> {
  const each = await Promise.allSettled(
    workspaces.map(async (workspace) => ({ workspace, ...(await status(workspace)) })),
  );
  return each.flatMap((one) => {
    if (one.status === "rejected" || one.value.manifest === undefined) return [];
    const { workspace, manifest, refused, held } = one.value;
    const { builtAt, lastDate, assessments } = manifest;
    return [
      {
        workspace,
        preparedAt: builtAt,
        ...(lastDate === null ? {} : { newestAt: lastDate }),
        assessments,
        filesInTrouble: refused.length + held.length,
      },
    ];
  });
}
