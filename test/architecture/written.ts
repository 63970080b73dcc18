// What the list of floors looks like elsewhere: as the linter's rules, and as the table in docs/architecture.md.

import { FLOORS, type Room } from "./floors.ts";

const MESSAGE = "A file imports its own room and lower floors only: docs/architecture.md.";

/** A room as the linter finds it behind a relative import. */
function importPattern({ path }: Room): string {
  const behind = path.replace(/^src\//, "");
  return isFile(path) ? `**/${behind}` : `**/${behind}/**`;
}

function isFile(path: string): boolean {
  return /\.[jt]s$/.test(path);
}

/** The rooms that a room must not import. */
function closedTo(room: Room): readonly Room[] {
  const floor = FLOORS.findIndex((rooms) => rooms.includes(room));
  return FLOORS.slice(floor)
    .flat()
    .filter((other) => other !== room && room.neighbours?.includes(other.path) !== true);
}

/** The linter's part: one override a room that has something above or beside it. */
export function linterRules(): string {
  const overrides = FLOORS.flat().flatMap((room) => {
    const group = closedTo(room).map(importPattern);
    if (group.length === 0) return [];
    const noRestrictedImports = { level: "error", options: { patterns: [{ group, message: MESSAGE }] } };
    return [
      {
        includes: [isFile(room.path) ? room.path : `${room.path}/**`],
        linter: { rules: { style: { noRestrictedImports } } },
      },
    ];
  });
  return `${JSON.stringify({ overrides }, null, 2)}\n`;
}

const BEGIN = "<!-- rooms: written from test/architecture/floors.ts -->";
const END = "<!-- end of rooms -->";

/** The page with its table of rooms as the list has it. */
export function withRooms(page: string): string {
  const [before, rest = ""] = page.split(BEGIN);
  const after = rest.split(END)[1] ?? "";
  const rows = FLOORS.flatMap((rooms, floor) =>
    rooms.map(({ path, purpose }) => `| ${floor} | \`${path}\` | ${purpose} |`),
  );
  const table = ["| Floor | Room | What it is for |", "|---|---|---|", ...rows].join("\n");
  return `${before}${BEGIN}\n${table}\n${END}${after}`;
}
