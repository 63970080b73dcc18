// What tells whether two tables hold the same rows, in whatever order they come.

import { hash } from "node:crypto";
import type { StoredTable, Value } from "./tables.ts";

const MODULUS = 1n << 256n;

export interface TableSum {
  add(row: Readonly<Record<string, Value>>): void;
  /** Rows, and the sum of their sha256 in hex: two tables of the same rows have the same. */
  result(): { readonly rows: number; readonly sum: string };
}

export function createTableSum({ columns }: Pick<StoredTable, "columns">): TableSum {
  let rows = 0;
  let sum = 0n;
  return {
    add(row) {
      const values = JSON.stringify(columns.map((column) => row[column]));
      rows += 1;
      sum = (sum + BigInt(`0x${hash("sha256", values, "hex")}`)) % MODULUS;
    },
    result: () => ({ rows, sum: sum.toString(16) }),
  };
}
