// Outgoing bodies against Discord's own description of its API, where that is on this machine. Keys that it does not
// name are refused too, which the description itself does not say.

import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { default as formats } from "ajv-formats";
import { z } from "zod";
import { hasSharedData, sharedPath } from "../../shared-data.ts";

const json = z.record(z.string(), z.unknown());

/** Problems of a body, one text each; none where the description is absent. */
export type BodyCheck = (method: string, template: string, body: unknown) => readonly string[];

let check: BodyCheck | undefined;

/** The check is made once a process: reading the description takes a while. */
export function openApiCheck(): BodyCheck {
  check ??= hasSharedData ? createCheck() : () => [];
  return check;
}

function createCheck(): BodyCheck {
  const description = json.parse(JSON.parse(readFileSync(sharedPath("specs/discord-openapi.json"), "utf8")));
  refuseUnknownKeys(description.components);
  const ajv = new Ajv2020({ strict: false, discriminator: false });
  formats.default(ajv);
  // Formats of its own: ids, and the nonce whose length is said besides.
  for (const name of ["snowflake", "nonce"]) ajv.addFormat(name, true);
  ajv.addSchema(description, "discord");
  const compiled = new Map<string, ValidateFunction>();
  return (method, template, body) => {
    const path = template.replaceAll("~", "~0").replaceAll("/", "~1");
    const reference = `discord#/paths/${path}/${method.toLowerCase()}/requestBody/content/application~1json/schema`;
    const validate = compiled.get(reference) ?? ajv.compile({ $ref: encodeURI(reference) });
    compiled.set(reference, validate);
    return validate(body)
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
}

/** Objects with named properties take no others. */
function refuseUnknownKeys(part: unknown): void {
  if (Array.isArray(part)) {
    for (const item of part) refuseUnknownKeys(item);
    return;
  }
  const object = json.safeParse(part);
  if (!object.success || typeof part !== "object" || part === null) return;
  const { properties, additionalProperties, allOf } = object.data;
  if (properties !== undefined && additionalProperties === undefined && allOf === undefined)
    Object.assign(part, { additionalProperties: false });
  for (const item of Object.values(object.data)) refuseUnknownKeys(item);
}
