import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

declare module "vitest" {
  export interface ProvidedContext {
    /** True in `npm run test:long`: tests then run the whole counts. */
    long: boolean;
    /** Seed of every random test of this run. */
    seed: number;
    /** A superuser's URL of the Postgres that test/postgres.ts started: each test file makes its own database. */
    postgresUrl: string;
    /** The folder of test/run-folder.ts. */
    runFolder: string;
  }
}

/** What runs the whole program, for long: `npm run test:system`. */
const WHOLE_PROGRAM = ["test/system/**", "test/connected/**"];

/** What takes longest, and is run there too: `npm test` is for every few minutes of work. */
const LONGEST = [
  "test/adapters/answers/too-many.test.ts",
  "test/adapters/discord/greeting.test.ts",
  "test/adapters/discord/line.test.ts",
  "test/adapters/pressed/pressed.test.ts",
  "test/answers/digest-new-ids.test.ts",
  "test/answers/digest-spikes.test.ts",
  "test/answers/export.test.ts",
  "test/digest/changes.test.ts",
  "test/digest/correct/month.test.ts",
  "test/digest/properties.test.ts",
  "test/dropbox/sync-killed.test.ts",
  "test/dropbox/upload.test.ts",
  "test/news/builds-that-go-on.test.ts",
  "test/news/catalog-reference.test.ts",
  "test/news/counts-reference.test.ts",
  "test/news/export/exports.test.ts",
  "test/news/export/rows.test.ts",
  "test/news/several-files.test.ts",
  "test/news/snapshot-random.test.ts",
  "test/reference/trust/trust.test.ts",
  "test/store/broken.test.ts",
  "test/store/every-migration.test.ts",
  "test/store/move/move-store.test.ts",
];

// A fixed seed keeps `npm test` repeatable; the long run draws a new one and prints it.
export default defineConfig(({ mode }) => {
  const long = mode === "long";
  const seed = long ? Math.floor(Math.random() * 0x7fffffff) : 20_241_123;
  return {
    test: {
      projects: [
        {
          extends: true,
          test: { name: "main", include: ["test/**/*.test.ts"], exclude: [...WHOLE_PROGRAM, ...LONGEST] },
        },
        {
          extends: true,
          test: {
            name: "system",
            include: [...WHOLE_PROGRAM.map((folder) => `${folder}/*.test.ts`), ...LONGEST],
          },
        },
      ],
      // One more than there are cores: some tests wait for what takes its time, and nobody else needs a core meanwhile.
      maxWorkers: availableParallelism() + 1,
      // Files share their worker's modules: none leaves anything behind that another one could see.
      isolate: false,
      restoreMocks: true,
      globalSetup: ["test/postgres.ts", "test/run-folder.ts"],
      testTimeout: long ? 3_600_000 : 60_000,
      hookTimeout: 60_000,
      provide: { long, seed },
      coverage: { provider: "v8", include: ["src/**", "adapters/**", "demo/**"] },
    },
  };
});
