// A process of its own that syncs when told to, so that a test can kill it at any moment.

import { join } from "node:path";
import { pino } from "pino";
import { z } from "zod";
import { createDropboxClient } from "../../src/dropbox/client.ts";
import { createDataFiles } from "../../src/dropbox/data-files.ts";
import { createHttp } from "../../src/dropbox/http.ts";
import { createSync } from "../../src/dropbox/sync.ts";
import { createStaticTokenSource } from "../../src/dropbox/tokens.ts";
import { openStore } from "../../src/store/database.ts";

const orderSchema = z.object({ origin: z.string(), accessToken: z.string(), dataDirectory: z.string() });
const log = pino({ level: "silent" });

process.on("message", async (message) => {
  const { origin, accessToken, dataDirectory } = orderSchema.parse(message);
  const store = await openStore({ dataDirectory });
  const http = createHttp({ origin, log });
  const sync = createSync({
    client: createDropboxClient({ http, tokens: createStaticTokenSource({ accessToken }), clock: Date.now }),
    syncedFiles: store.syncedFiles,
    workspace: "slack:w1",
    owner: "ana",
    dataFiles: createDataFiles({
      filesDirectory: join(dataDirectory, "files"),
      tmpDirectory: join(dataDirectory, "tmp"),
    }),
    clock: Date.now,
    log,
  });
  process.send?.("started");
  await sync.sync({ path: "" });
  process.send?.("done");
});
process.send?.("ready");
