// What a snapshot takes on the disk.

import { megabytes } from "../figures.ts";
import type { Line } from "../line.ts";
import { builtSnapshot, sizesIn } from "../snapshot.ts";

const disk: Line = {
  id: "disk",
  title: "on the disk",
  async measure(site) {
    await site.bot();
    const { sizeBytes, paths } = await site.news();
    const { directory } = await builtSnapshot(site.dataDirectory);
    const sizes = await sizesIn(directory);
    const all = sizes.reduce((sum, one) => sum + one.sizeBytes, 0);
    return [
      megabytes("disk.news", "the data files", sizeBytes, `${paths.length} files`),
      megabytes("disk.snapshot", "a snapshot", all, `${(all / sizeBytes).toFixed(2)} times the files`),
      ...sizes.map((one) => megabytes(`disk.${one.name}`, one.name, one.sizeBytes)),
    ];
  },
};

export const DISK: readonly Line[] = [disk];
