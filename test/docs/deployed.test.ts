// What an operator hands to other programs as it is: compose.yml, and the rules for alerts.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const read = (path: string): unknown =>
  parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));

// https://github.com/compose-spec/compose-spec/blob/main/05-services.md; what it does not know is refused.
const service = z.strictObject({
  build: z.string().optional(),
  image: z.string().optional(),
  profiles: z.array(z.string()).optional(),
  env_file: z.array(z.strictObject({ path: z.string(), required: z.boolean() })).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()),
  depends_on: z
    .record(z.string(), z.strictObject({ condition: z.string(), required: z.boolean() }))
    .optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  healthcheck: z.strictObject({ test: z.array(z.string()), interval: z.string() }).optional(),
  stop_grace_period: z.string().optional(),
  restart: z.string(),
});
const compose = z.strictObject({
  services: z.strictObject({ bot: service, postgres: service }),
  volumes: z.record(z.string(), z.null()),
});

it("compose.yml runs the bot without rights, on a tree that it may only read, reachable from this machine", () => {
  const { services, volumes } = compose.parse(read("compose.yml"));
  const { bot, postgres } = services;
  expect(bot).toMatchObject({
    build: ".",
    read_only: true,
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
    ports: ["127.0.0.1:3000:3000"],
    environment: { DATA_DIR: "/data" },
  });
  const mounted = [...bot.volumes, ...postgres.volumes].map((volume) => volume.split(":")[0]);
  expect(mounted).toEqual(Object.keys(volumes));
  expect(bot.volumes).toEqual(["data:/data"]);
});

it("compose.yml starts Postgres only where it is asked for, and the bot after it", () => {
  const { bot, postgres } = compose.parse(read("compose.yml")).services;
  expect(postgres.profiles).toEqual(["postgres"]);
  expect(postgres.ports).toBeUndefined();
  expect(bot.profiles).toBeUndefined();
  expect(bot.depends_on).toEqual({ postgres: { condition: "service_healthy", required: false } });
});

// https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
const rules = z.strictObject({
  groups: z.tuple([
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^RolNews[A-Za-z]+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[mhd]$/)
            .optional(),
          annotations: z.strictObject({ summary: z.string().endsWith(".") }),
        }),
      ),
    }),
  ]),
});

it("every alert says in a sentence what is wrong", () => {
  const [group] = rules.parse(read("docs/operations/alerts.yml")).groups;
  const names = group.rules.map(({ alert }) => alert);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(5);
});
