// The lockfile is what `npm ci` installs from on every machine, so it must be whole and name no download host. Node comes by
// it, too, and with Node the zone data that digests go by.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      inBundle: z.boolean().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

const { packages } = lockSchema.parse(JSON.parse(read("package-lock.json")));

// npm leaves out packages of other platforms that were not to be had when it wrote the file, and `npm ci` then refuses.
test("holds every optional package that another one names, for every platform", () => {
  const locked = Object.keys(packages);
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    .filter((name) => !locked.some((path) => path.endsWith(`node_modules/${name}`)));
  expect(missing).toEqual([]);
  expect(locked.length).toBeGreaterThan(200);
});

test("names no download host", () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});

// The root is the project itself, and what is packed within a package has that one's hash. Tools for other systems, which were not
// to be had when npm wrote the file, have none: nobody runs the bot with them.
test("knows every package by its hash", () => {
  const without = Object.entries(packages).filter(
    ([path, { integrity = "", inBundle, dev, optional }]) =>
      path !== "" &&
      inBundle !== true &&
      !(dev === true && optional === true) &&
      !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity),
  );
  expect(without.map(([path]) => path)).toEqual([]);
});

test("brings the same Node to every processor, to the image and to version managers", () => {
  const ofProcessors = Object.entries(packages).flatMap(([path, { version }]) =>
    path.startsWith("node_modules/node-linux-") ? [version] : [],
  );
  const [version] = ofProcessors;
  expect(ofProcessors).toEqual([version, version]);
  expect(read(".nvmrc").trim()).toBe(version);
  expect(read("Dockerfile")).toMatch(new RegExp(`^FROM node:${version}-slim$`, "m"));
});

// Since March 2026 Manitoba's clocks are not set any more. Node 24.21.0 has zone data of before, 2026c.
test("brings zone data that know this year's changes", () => {
  const shown = new Intl.DateTimeFormat("en-GB", { timeZone: "America/Winnipeg", timeStyle: "short" });
  expect(shown.format(Date.UTC(2026, 6, 15, 14))).toBe("09:00");
  expect(shown.format(Date.UTC(2026, 11, 15, 14))).toBe("09:00");
  expect(shown.format(Date.UTC(2025, 11, 15, 15))).toBe("09:00");
});

test("npm run sbom names every package that the bot runs with, as it is pinned", () => {
  const sbom = z
    .object({
      bomFormat: z.literal("CycloneDX"),
      components: z.array(z.object({ name: z.string(), version: z.string(), purl: z.string() })),
    })
    .parse(
      JSON.parse(
        execFileSync("npm", ["run", "--silent", "sbom"], {
          cwd: fileURLToPath(new URL("..", import.meta.url)),
          encoding: "utf8",
          maxBuffer: 50_000_000,
        }),
      ),
    );
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read("package.json")));
  const named = new Set(sbom.components.map(({ purl }) => decodeURIComponent(purl)));
  for (const [name, version] of Object.entries(dependencies))
    expect(named).toContain(`pkg:npm/${name}@${version}`);
});
