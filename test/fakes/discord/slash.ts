// Slash commands as Discord sends them: what stands in their fields, and what it tells of who and what was chosen there.

/** What stands in a field; a channel, a person or a role was chosen from Discord's list. */
export type FakeValue =
  | string
  | number
  | boolean
  | { readonly channel: string }
  | { readonly user: string }
  | { readonly role: string };

/** What is sent with a command whose fields are filled in. */
export function slashCommand(
  name: string,
  verb: string,
  values: Readonly<Record<string, FakeValue>>,
): object {
  return slash(
    name,
    verb,
    Object.entries(values).map(([field, value]) => fieldOf(field, value)),
    resolvedOf(Object.values(values)),
  );
}

/** What is sent while somebody types into a field. */
export function typedField(name: string, verb: string, field: string, partial: string): object {
  return slash(name, verb, [{ name: field, type: 3, value: partial, focused: true }]);
}

function slash(name: string, verb: string, fields: readonly object[], resolved?: object): object {
  return {
    id: "1",
    name,
    type: 1,
    options: [{ name: verb, type: 1, options: fields }],
    ...(resolved === undefined ? {} : { resolved }),
  };
}

function fieldOf(name: string, value: FakeValue): object {
  if (typeof value === "object") {
    if ("channel" in value) return { name, type: 7, value: value.channel };
    return { name, type: 9, value: "user" in value ? value.user : value.role };
  }
  const type = typeof value === "boolean" ? 5 : typeof value === "number" ? 4 : 3;
  return { name, type, value };
}

/** What Discord tells about the chosen ids. */
function resolvedOf(values: readonly FakeValue[]): object | undefined {
  const chosen = values.filter((value) => typeof value === "object");
  if (chosen.length === 0) return undefined;
  const ids = (key: string): object =>
    Object.fromEntries(
      chosen.flatMap((value) =>
        Object.entries(value).flatMap(([kind, id]) => (kind === key ? [[id, { id, name: id }]] : [])),
      ),
    );
  return { channels: ids("channel"), users: ids("user"), roles: ids("role") };
}
