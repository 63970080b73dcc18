// Which data files are read together: small ones, and of those the ones that were written alike.

import { pillarOfPath } from "./data-path.ts";
import { lackingColumns, refusedFile, unusableColumn } from "./file-check.ts";
import type { FileLook } from "./file-looks.ts";
import { parquetSql } from "./queries.ts";
import { columnAlias, type FileColumn, type FileValues, schemaOf } from "./schema.ts";
import type { BuildInput } from "./snapshot-protocol.ts";

/** Files of the same columns, read by one statement. */
export interface FileGroup {
  readonly inputs: readonly BuildInput[];
  readonly columns: readonly FileColumn[];
  readonly values: FileValues;
}

/** One that fails among so many is found in a few steps, and all of them together take little memory. */
const BATCH_FILES = 500;
const BATCH_BYTES = 32_000_000;

/** The files in their order, in batches of few or small ones. */
export function batchesOf(inputs: readonly BuildInput[]): BuildInput[][] {
  const batches: { readonly inputs: BuildInput[]; bytes: number; readonly most: number }[] = [];
  for (const input of inputs) {
    const last = batches.at(-1);
    const most = input.mostTogether ?? BATCH_FILES;
    const fits =
      last !== undefined &&
      last.most === most &&
      last.inputs.length < most &&
      last.bytes + input.sizeBytes <= BATCH_BYTES;
    if (fits) {
      last.inputs.push(input);
      last.bytes += input.sizeBytes;
    } else batches.push({ inputs: [input], bytes: input.sizeBytes, most });
  }
  return batches.map((batch) => batch.inputs);
}

/**
 * The files that have the columns of a data file, those that were written alike together. @param refuse told of the others,
 * with the AppError "file-refused".
 */
export function groupsOf(
  looks: readonly FileLook[],
  refuse: (input: BuildInput, error: Error) => void,
): FileGroup[] {
  const groups = new Map<
    string,
    { inputs: BuildInput[]; columns: readonly FileColumn[]; values: FileValues }
  >();
  for (const { input, columns } of looks) {
    const pillar = pillarOfPath(input.name);
    const schema = schemaOf(columns, { pillar });
    switch (schema.type) {
      case "lacking":
        refuse(input, refusedFile(input.name, lackingColumns(schema.columns)));
        continue;
      case "unusable":
        refuse(input, refusedFile(input.name, unusableColumn(schema.column, schema.holds)));
        continue;
      case "usable": {
        // Several files are read by the names of their columns, so names that repeat need a file of their own.
        const names = new Set(columns.map(({ name }) => name.toLowerCase()));
        const isAlone = names.size < columns.length;
        const key = JSON.stringify([columns, pillar, isAlone ? input.index : undefined]);
        const group = groups.get(key) ?? { inputs: [], columns, values: schema.values };
        group.inputs.push(input);
        groups.set(key, group);
      }
    }
  }
  return [...groups.values()];
}

/** Both halves of a group of several files. */
export function halvesOf(group: FileGroup): readonly FileGroup[] {
  const half = Math.ceil(group.inputs.length / 2);
  return [group.inputs.slice(0, half), group.inputs.slice(half)].map((inputs) => ({ ...group, inputs }));
}

/** SQL that reads the group, its columns named by place. */
export function rowsSql({ inputs, columns }: FileGroup): string {
  const aliases = columns.map((_, index) => columnAlias(index)).join(", ");
  return `${parquetSql(inputs.map(({ path }) => path))} AS t(${aliases})`;
}

/** SQL for the `index` of the file that a row of `rowsSql` comes from. */
export function fileSql({ inputs }: FileGroup): string {
  const [first] = inputs;
  if (first !== undefined && inputs.length === 1) return `${first.index}`;
  return `list_extract([${inputs.map(({ index }) => index).join(", ")}], file_index::BIGINT + 1)`;
}
