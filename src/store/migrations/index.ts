// All migrations by name, in the order of their names. One that was released is never changed: a new one is added.

import type { Migration } from "kysely/migration";
import { firstTables } from "./0001-first-tables.ts";
import { digests } from "./0002-digests.ts";
import { begunSlots } from "./0003-begun-slots.ts";
import { workspaceKeys } from "./0004-workspace-keys.ts";
import { filtersByDimension } from "./0005-filters-by-dimension.ts";
import { relevanceOfDigests } from "./0006-relevance-of-digests.ts";
import { severalAndLeftOut } from "./0007-several-and-left-out.ts";
import { trustedFiles } from "./0008-trusted-files.ts";
import { proofBeforeChange } from "./0009-proof-before-change.ts";
import { rests } from "./0010-rests.ts";
import { toldInParts } from "./0011-told-in-parts.ts";
import { notices } from "./0012-notices.ts";
import { zonesByPresentNames } from "./0013-zones-by-present-names.ts";
import { whoAskedToConnect } from "./0014-who-asked-to-connect.ts";
import { spikes } from "./0015-spikes.ts";
import { whatWasAsked } from "./0016-what-was-asked.ts";
import { firstTimes } from "./0017-first-times.ts";
import { standingPosts } from "./0018-standing-posts.ts";
import { judgements } from "./0019-judgements.ts";
import { savedQuestions } from "./0020-saved-questions.ts";
import { chosenWorkspaces } from "./0021-chosen-workspaces.ts";
import { allowances } from "./0024-allowances.ts";
import { olderPrograms } from "./0027-older-programs.ts";
import { servedSnapshots } from "./0028-served-snapshots.ts";
import { audit } from "./0029-audit.ts";
import { installations } from "./0030-installations.ts";

export const migrations: Readonly<Record<string, Migration>> = {
  "0001-first-tables": firstTables,
  "0002-digests": digests,
  "0003-begun-slots": begunSlots,
  "0004-workspace-keys": workspaceKeys,
  "0005-filters-by-dimension": filtersByDimension,
  "0006-relevance-of-digests": relevanceOfDigests,
  "0007-several-and-left-out": severalAndLeftOut,
  "0008-trusted-files": trustedFiles,
  "0009-proof-before-change": proofBeforeChange,
  "0010-rests": rests,
  "0011-told-in-parts": toldInParts,
  "0012-notices": notices,
  "0013-zones-by-present-names": zonesByPresentNames,
  "0014-who-asked-to-connect": whoAskedToConnect,
  "0015-spikes": spikes,
  "0016-what-was-asked": whatWasAsked,
  "0017-first-times": firstTimes,
  "0018-standing-posts": standingPosts,
  "0019-judgements": judgements,
  "0020-saved-questions": savedQuestions,
  "0021-chosen-workspaces": chosenWorkspaces,
  "0024-allowances": allowances,
  "0027-older-programs": olderPrograms,
  "0028-served-snapshots": servedSnapshots,
  "0029-audit": audit,
  "0030-installations": installations,
};
