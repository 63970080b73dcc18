// What data files tell of themselves before their rows are read: columns, number of rows, size when unpacked. Many are asked
// at once, in a database of their own, since some sound files end the one that is asked about them.

import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";
import { checkBytes, checkUnpackedSize } from "./file-check.ts";
import { parquetSql, queryRows, textLiteral } from "./queries.ts";
import type { FileColumn } from "./schema.ts";
import type { BuildInput } from "./snapshot-protocol.ts";

export interface FileLook {
  readonly input: BuildInput;
  readonly rows: number;
  readonly columns: readonly FileColumn[];
}

/** A look, or what was thrown. */
export type LookOutcome =
  | { readonly type: "seen"; readonly look: FileLook }
  | { readonly type: "failed"; readonly input: BuildInput; readonly error: unknown };

const count = z.coerce.number();
const elementSchema = z.object({
  file_name: z.string(),
  name: z.string(),
  num_children: count.nullable(),
  duckdb_type: z.string().nullable(),
});
type Element = z.infer<typeof elementSchema>;

/**
 * Looks at files, each of which is looked at as if it were alone. @param settings of DuckDB. Throws only what has nothing to
 * do with the files.
 */
export async function lookAtFiles(
  inputs: readonly BuildInput[],
  settings: Readonly<Record<string, string>>,
): Promise<LookOutcome[]> {
  const checked = await Promise.all(
    inputs.map(
      async (input): Promise<LookOutcome | undefined> =>
        checkBytes(input.name, input.path).then(
          () => undefined,
          (error: unknown) => ({ type: "failed", input, error }),
        ),
    ),
  );
  const ended = checked.filter((outcome) => outcome !== undefined);
  const left = inputs.filter((_, index) => checked[index] === undefined);
  const metadata = createMetadata(settings);
  try {
    return [...ended, ...(await metadata.look(left))];
  } finally {
    metadata.close();
  }
}

function createMetadata(settings: Readonly<Record<string, string>>) {
  let opened: { readonly instance: DuckDBInstance; readonly connection: DuckDBConnection } | undefined;

  async function connect(): Promise<DuckDBConnection> {
    if (opened === undefined) {
      const instance = await DuckDBInstance.create(":memory:", { ...settings });
      opened = { instance, connection: await instance.connect() };
    }
    return opened.connection;
  }

  function close(): void {
    opened?.instance.closeSync();
    opened = undefined;
  }

  /** Asks about all files at once, where that fails about halves of them. After an error nothing is asked of the database any more. */
  async function inHalves<T>(
    inputs: readonly BuildInput[],
    ask: (connection: DuckDBConnection, inputs: readonly BuildInput[]) => Promise<readonly T[]>,
    blame: (input: BuildInput, error: unknown) => T,
  ): Promise<readonly T[]> {
    const [first] = inputs;
    if (first === undefined) return [];
    try {
      return await ask(await connect(), inputs);
    } catch (error) {
      close();
      if (inputs.length === 1) return [blame(first, error)];
      const half = Math.ceil(inputs.length / 2);
      return [
        ...(await inHalves(inputs.slice(0, half), ask, blame)),
        ...(await inHalves(inputs.slice(half), ask, blame)),
      ];
    }
  }

  return {
    close,
    async look(inputs: readonly BuildInput[]): Promise<LookOutcome[]> {
      const outcomes = await inHalves<LookOutcome>(inputs, askColumns, (input, error) => ({
        type: "failed",
        input,
        error,
      }));
      const seen = outcomes.flatMap((outcome) => (outcome.type === "seen" ? [outcome.look.input] : []));
      // A guard: where it cannot be told, memory, disk and time are watched all the same.
      const sizes = await inHalves(seen, askUnpackedBytes, (input) => ({ input, bytes: 0 }));
      const unpacked = new Map(sizes.map(({ input, bytes }) => [input.index, bytes]));
      return outcomes.map((outcome) => {
        if (outcome.type === "failed") return outcome;
        const { input } = outcome.look;
        try {
          checkUnpackedSize(input.name, input.sizeBytes, unpacked.get(input.index) ?? 0);
          return outcome;
        } catch (error) {
          return { type: "failed", input, error };
        }
      });
    },
  };
}

function listSql(inputs: readonly BuildInput[]): string {
  return `[${inputs.map(({ path }) => textLiteral(path)).join(", ")}]`;
}

async function askColumns(
  connection: DuckDBConnection,
  inputs: readonly BuildInput[],
): Promise<LookOutcome[]> {
  const rows = await queryRows(
    connection,
    z.object({ file_name: z.string(), num_rows: count }),
    `SELECT file_name, num_rows FROM parquet_file_metadata(${listSql(inputs)})`,
  );
  const elements = await queryRows(
    connection,
    elementSchema,
    `SELECT file_name, name, num_children, duckdb_type FROM parquet_schema(${listSql(inputs)})`,
  );
  const elementsOf = Map.groupBy(elements, ({ file_name }) => file_name);
  const rowsOf = new Map(rows.map(({ file_name, num_rows }) => [file_name, num_rows]));
  const typesOf = new Map<string, Promise<readonly string[]>>();
  return Promise.all(
    inputs.map(async (input): Promise<LookOutcome> => {
      const own = elementsOf.get(input.path) ?? [];
      // Files that were written alike are of the same types, which only reading tells.
      const key = JSON.stringify(
        own.map(({ name, num_children, duckdb_type }) => [name, num_children, duckdb_type]),
      );
      const types = typesOf.get(key) ?? typesIn(connection, input);
      typesOf.set(key, types);
      const names = columnNames(own);
      const columns = (await types).map((type, index) => ({ name: names[index] ?? "", type }));
      return { type: "seen", look: { input, rows: rowsOf.get(input.path) ?? 0, columns } };
    }),
  );
}

async function typesIn(connection: DuckDBConnection, { path }: BuildInput): Promise<readonly string[]> {
  const columns = await queryRows(
    connection,
    z.object({ column_type: z.string() }),
    `DESCRIBE SELECT * FROM ${parquetSql([path])}`,
  );
  return columns.map(({ column_type }) => column_type);
}

/** Names as written in the file: the schema is a tree written in depth first, and only its first level names columns. */
function columnNames([, ...elements]: readonly Element[]): string[] {
  const names: string[] = [];
  let below = 0;
  for (const { name, num_children } of elements) {
    if (below === 0) names.push(name);
    else below--;
    below += num_children ?? 0;
  }
  return names;
}

async function askUnpackedBytes(connection: DuckDBConnection, inputs: readonly BuildInput[]) {
  const sizes = await queryRows(
    connection,
    z.object({ file_name: z.string(), bytes: count }),
    `SELECT file_name, coalesce(sum(total_uncompressed_size::HUGEINT), 0)::DOUBLE AS bytes
     FROM parquet_metadata(${listSql(inputs)}) GROUP BY file_name`,
  );
  const bytesOf = new Map(sizes.map(({ file_name, bytes }) => [file_name, bytes]));
  return inputs.map((input) => ({ input, bytes: bytesOf.get(input.path) ?? 0 }));
}
