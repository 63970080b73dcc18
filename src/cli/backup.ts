// `backup`: a copy of what cannot be made anew, beside a running bot.

import { resolve } from "node:path";
import { readConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { sizeText } from "../reply/plain-text.ts";
import { backUp } from "../store/backup.ts";

/** Throws AppError with why there is no copy. */
export async function backup(folder: string | undefined): Promise<void> {
  const config = readConfig();
  if (config.DATABASE_URL !== undefined)
    throw new AppError(
      "bad-configuration",
      "The state is in Postgres, and pg_dump copies it: docs/operations.md says how. SECRET_KEY is not in it.",
    );
  if (folder === undefined)
    throw new AppError("bad-input", "Name a folder for the copy: npm run backup -- /backups/2024-03-05.");
  const { files, sizeBytes } = await backUp(resolve(config.DATA_DIR), resolve(folder));
  const kept = config.SECRET_KEY === undefined ? "" : " Keep SECRET_KEY elsewhere: it is not in the copy.";
  process.stdout.write(`${files.join(" and ")} are in ${folder} (${sizeText(sizeBytes)}).${kept}\n`);
}
