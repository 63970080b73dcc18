// Everything the simulator serves under /2/.

import { type Account, accountRoutes, type RootInfo } from "./account.ts";
import { downloadRoute } from "./download.ts";
import type { Folder } from "./folder.ts";
import { listingRoutes } from "./listing.ts";
import type { Oddities } from "./oddities.ts";
import type { Route } from "./route.ts";
import type { Tokens } from "./tokens.ts";
import { createStoring, uploadRoute } from "./upload.ts";
import { uploadSessionRoutes } from "./upload-session.ts";

/** All routes over one folder and one person. */
export function createRoutes(options: {
  readonly account: Account;
  readonly rootInfo: () => RootInfo;
  readonly tokens: Tokens;
  readonly folder: Folder;
  readonly oddities: Oddities;
  readonly longpollMaxMs: number | undefined;
}): readonly Route[] {
  const store = createStoring(options.folder);
  return [
    ...accountRoutes(options),
    ...listingRoutes(options),
    downloadRoute(options),
    uploadRoute(store),
    ...uploadSessionRoutes(store),
  ];
}
