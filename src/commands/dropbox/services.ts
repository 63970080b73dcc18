// What the Dropbox commands need from below.

import type { DropboxConnections } from "../../datasets/connections/index.ts";
import type { Datasets } from "../../datasets/keeper.ts";
import type { Logger } from "../../log.ts";
import type { Exports } from "../../news/export/exports.ts";
import type { Audit } from "../../store/audit.ts";
import type { DataChanges } from "../../store/data-changes.ts";

export interface DropboxServices {
  readonly connections: DropboxConnections;
  readonly datasets: Datasets;
  readonly changes: DataChanges;
  /** Who changed what. */
  readonly audit: Audit;
  readonly exports: Pick<Exports, "keepText">;
  readonly log: Logger;
  /** True when secrets are sealed with a key that the bot made itself and keeps in its data directory. */
  readonly keyIsGenerated: boolean;
}
