// Digests name their zones as the IANA database does now: earlier programs kept the former names that Intl still has. For
// SQLite and Postgres.

import { type Kysely, sql } from "kysely";

/** Renaming goes on in src/time/zones.ts; what a release wrote does not change any more. */
const FORMER = [
  ["Africa/Asmera", "Africa/Asmara"],
  ["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
  ["America/Catamarca", "America/Argentina/Catamarca"],
  ["America/Coral_Harbour", "America/Atikokan"],
  ["America/Cordoba", "America/Argentina/Cordoba"],
  ["America/Indianapolis", "America/Indiana/Indianapolis"],
  ["America/Jujuy", "America/Argentina/Jujuy"],
  ["America/Louisville", "America/Kentucky/Louisville"],
  ["America/Mendoza", "America/Argentina/Mendoza"],
  ["Pacific/Enderbury", "Pacific/Kanton"],
  ["Pacific/Ponape", "Pacific/Pohnpei"],
  ["Pacific/Truk", "Pacific/Chuuk"],
] as const;

async function up(db: Kysely<unknown>): Promise<void> {
  for (const [former, name] of FORMER)
    await sql`update subscriptions set zone = ${name} where zone = ${former}`.execute(db);
}

export const zonesByPresentNames = { up };
