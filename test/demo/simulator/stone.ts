// Just enough of Stone, the language of Dropbox's API specification, to check routes and error tags against it:
// https://github.com/dropbox/stone/blob/main/doc/lang_ref.rst

export interface StoneType {
  readonly kind: "struct" | "union";
  readonly parent: string | undefined;
  /** Field or tag → the type after it, if any. */
  readonly members: Map<string, string | undefined>;
  /** Of a struct whose values say by a tag which of these they are: tag → struct. */
  readonly subtypes: Map<string, string>;
}

export interface StoneRoute {
  readonly argument: string;
  readonly error: string;
  readonly attributes: Map<string, string>;
}

export interface StoneNamespace {
  readonly types: Map<string, StoneType>;
  /** By name, with `_v2` for a second version. */
  readonly routes: Map<string, StoneRoute>;
}

/** Reads one namespace. Documentation strings, examples and patches are skipped. */
export function parseStone(text: string): StoneNamespace {
  const types = new Map<string, StoneType>();
  const routes = new Map<string, StoneRoute>();
  let type: StoneType | undefined;
  let route: StoneRoute | undefined;
  const withoutDocumentation = text.replace(/^ *"(?:[^"\\]|\\.)*"/gm, "");
  for (const line of withoutDocumentation.split("\n")) {
    if (/^\S/.test(line)) {
      [type, route] = [undefined, undefined];
      const declared = /^(struct|union)(?:_closed)? (\w+)(?: extends ([\w.]+))?/.exec(line);
      if (declared !== null) {
        const [, kind, name = "", parent] = declared;
        type = {
          kind: kind === "struct" ? "struct" : "union",
          parent,
          members: new Map(),
          subtypes: new Map(),
        };
        types.set(name, type);
      }
      const served = /^route ([\w/]+)(?::(\d+))? \(([\w.]+), ([\w.]+), ([\w.]+)\)/.exec(line);
      if (served !== null) {
        const [, name = "", version, argument = "", , error = ""] = served;
        route = { argument, error, attributes: new Map() };
        routes.set(version === undefined ? name : `${name}_v${version}`, route);
      }
    }
    const member = /^ {4}(\w+)(?: ([\w.]+).*)?$/.exec(line);
    if (member !== null && !["example", "attrs", "union"].includes(member[1] ?? "")) {
      type?.members.set(member[1] ?? "", member[2]);
    }
    const subtype = /^ {8}(\w+) (\w+)$/.exec(line);
    if (subtype !== null) type?.subtypes.set(subtype[1] ?? "", subtype[2] ?? "");
    const attribute = /^ {8}(\w+) = "?([^"]*)"?$/.exec(line);
    if (attribute !== null) route?.attributes.set(attribute[1] ?? "", attribute[2] ?? "");
  }
  return { types, routes };
}

/** The member of a type or of what it extends; undefined when there is none. */
export function memberOf(
  namespace: StoneNamespace,
  typeName: string,
  member: string,
): { readonly type: string | undefined } | undefined {
  const type = namespace.types.get(typeName);
  if (type === undefined) return undefined;
  if (type.members.has(member)) return { type: type.members.get(member) };
  return type.parent === undefined ? undefined : memberOf(namespace, type.parent, member);
}

/** The names of all fields of a struct, with those of what it extends. */
export function fieldsOf(namespace: StoneNamespace, typeName: string): readonly string[] {
  const type = namespace.types.get(typeName);
  if (type === undefined) return [];
  return [...type.members.keys(), ...(type.parent === undefined ? [] : fieldsOf(namespace, type.parent))];
}

/**
 * What a JSON value has that its type has not, as dotted names; empty when it conforms. A union's value stands under
 * its tag when it is a union itself or a struct that has a tag of its own, and beside the tag when it is another struct.
 */
export function strangers(namespace: StoneNamespace, typeName: string, value: unknown): readonly string[] {
  const type = namespace.types.get(typeName);
  if (type === undefined || typeof value !== "object" || value === null) return [];
  const below = (name: string, memberType: string | undefined, inner: unknown) =>
    memberType === undefined
      ? []
      : strangers(namespace, memberType, inner).map((stranger) => `${name}.${stranger}`);
  if (type.subtypes.size > 0 && ".tag" in value) {
    const { ".tag": tag, ...fields } = value;
    const subtype = type.subtypes.get(String(tag));
    return subtype === undefined ? [`.tag ${tag}`] : strangers(namespace, subtype, fields);
  }
  if (type.kind === "struct") {
    return Object.entries(value).flatMap(([name, inner]) => {
      const member = memberOf(namespace, typeName, name);
      return member === undefined ? [name] : below(name, member.type, inner);
    });
  }
  const { ".tag": tag, ...rest } = { ".tag": undefined, ...value };
  const member = memberOf(namespace, typeName, String(tag));
  if (member === undefined) return [`.tag ${tag}`];
  const inner = member.type === undefined ? undefined : namespace.types.get(member.type);
  if (inner?.kind === "struct" && inner.subtypes.size === 0) return below(String(tag), member.type, rest);
  return Object.entries(rest).flatMap(([name, value]) =>
    name === tag ? below(name, member.type, value) : [name],
  );
}
