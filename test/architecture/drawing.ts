// The house as a picture, drawn from what its files import: docs/pictures/house.svg.

/** A room as it is drawn. */
export interface DrawnRoom {
  readonly path: string;
  readonly floor: number;
}

/** That files of one room import files of another, so many times. */
export interface Passage {
  readonly from: string;
  readonly to: string;
  readonly imports: number;
}

const WIDTH = 960;
const MARGIN = 24;
const BOX = { height: 34, gap: 16, letter: 7.4, padding: 28 } as const;
const FLOOR_HEIGHT = 70;

const STYLE = `
  .page { fill: #ffffff } .floor { fill: #f5f6f8 } .box { fill: #ffffff; stroke: #8792a2 }
  .name { fill: #1f2733; font: 600 13px ui-sans-serif, system-ui, sans-serif }
  .passage { fill: none; stroke: #4f6bd8; stroke-opacity: .5 }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117 } .floor { fill: #161b22 } .box { fill: #1f2630; stroke: #7d8899 }
    .name { fill: #e6edf3 } .passage { stroke: #8ea6ff }
  }
`;

interface Box extends DrawnRoom {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/**
 * The picture: a band for each floor, the highest on top; in it the rooms; lines down to what they import, thicker where they do
 * so often. What a room reaches through another one has no line of its own.
 */
export function housePicture(rooms: readonly DrawnRoom[], passages: readonly Passage[]): string {
  const floors = [...new Set(rooms.map(({ floor }) => floor))].toSorted((a, b) => b - a);
  const height = MARGIN * 2 + floors.length * FLOOR_HEIGHT - (FLOOR_HEIGHT - BOX.height - MARGIN);
  const boxes = floors.flatMap((floor, row) =>
    placed(
      rooms.filter((room) => room.floor === floor),
      MARGIN + row * FLOOR_HEIGHT + MARGIN / 2,
    ),
  );
  const bands = floors.map(
    (_, row) =>
      `<rect class="floor" x="${MARGIN / 2}" y="${MARGIN + row * FLOOR_HEIGHT}" width="${WIDTH - MARGIN}" height="${BOX.height + MARGIN}" rx="10"/>`,
  );
  const parts = [
    ...bands,
    ...direct(passages).map((passage) => line(passage, boxes)),
    ...boxes.flatMap(boxParts),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title">`,
    `<title id="title">The rooms of the house and what they import, the highest floor on top</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="page" width="${WIDTH}" height="${height}"/>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

/** The passages that no way through other rooms replaces. */
export function direct(passages: readonly Passage[]): readonly Passage[] {
  const reached = new Map<string, ReadonlySet<string>>();
  function reach(room: string): ReadonlySet<string> {
    const known = reached.get(room);
    if (known !== undefined) return known;
    const next = passages.filter(({ from }) => from === room).map(({ to }) => to);
    const all = new Set(next.flatMap((to) => [to, ...reach(to)]));
    reached.set(room, all);
    return all;
  }
  return passages.filter(
    ({ from, to }) =>
      !passages.some((other) => other.from === from && other.to !== to && reach(other.to).has(to)),
  );
}

function placed(rooms: readonly DrawnRoom[], y: number): readonly Box[] {
  const widths = rooms.map(({ path }) => nameOf(path).length * BOX.letter + BOX.padding);
  const whole = widths.reduce((sum, width) => sum + width, 0) + BOX.gap * (rooms.length - 1);
  let x = (WIDTH - whole) / 2;
  return rooms.map((room, index) => {
    const width = widths[index] ?? 0;
    const box = { ...room, x, y, width };
    x += width + BOX.gap;
    return box;
  });
}

function nameOf(path: string): string {
  return path.replace(/^src\//u, "");
}

function boxParts({ path, x, y, width }: Box): readonly string[] {
  const middle = rounded(x + width / 2);
  return [
    `<rect class="box" x="${rounded(x)}" y="${y}" width="${rounded(width)}" height="${BOX.height}" rx="8"/>`,
    `<text class="name" x="${middle}" y="${y + 22}" text-anchor="middle">${nameOf(path)}</text>`,
  ];
}

function line({ from, to, imports }: Passage, boxes: readonly Box[]): string {
  const [above, below] = [from, to].map((path) => boxes.find((box) => box.path === path));
  if (above === undefined || below === undefined) throw new Error(`no room ${from} or ${to}`);
  // In whole steps: one import more is seldom another picture.
  const thick = Math.round(1 + Math.log2(imports) / 3);
  const start = [above.x + above.width / 2, above.y + BOX.height] as const;
  // A neighbour on the same floor is reached from below.
  const isBeside = above.y === below.y;
  const end = [below.x + below.width / 2, isBeside ? below.y + BOX.height : below.y] as const;
  const bend = isBeside ? 24 : (end[1] - start[1]) / 2;
  const curve = `M${point(...start)} C${point(start[0], start[1] + bend)} ${point(end[0], isBeside ? end[1] + bend : end[1] - bend)} ${point(...end)}`;
  return `<path class="passage" stroke-width="${thick}" d="${curve}"/>`;
}

function point(x: number, y: number): string {
  return `${rounded(x)} ${rounded(y)}`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
