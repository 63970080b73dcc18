// What is written in the code: the messages that it says, and the texts that look like English and are no message.

import { globSync, readFileSync } from "node:fs";
import { parseSync } from "rolldown/utils";
import { isNotForReaders, isQuietProperty } from "./not-for-readers.ts";

export interface Place {
  /** From the root of the repository. */
  readonly file: string;
  readonly line: number;
}

/** A call of `say`, `sayParts` or `wording`. */
export interface SaidMessage extends Place {
  readonly by: string;
  /** The message where it is one literal; else what stands there instead. */
  readonly message: { readonly text: string } | { readonly kind: string };
  /** The names of the values given, where all of them can be read. */
  readonly values?: readonly string[];
}

export interface WrittenText extends Place {
  /** `…` stands for what is put in. */
  readonly text: string;
}

export interface Written {
  readonly messages: readonly SaidMessage[];
  /** Texts that look like English, are no messages, and may be for readers. */
  readonly english: readonly WrittenText[];
}

const SAYING = new Set(["say", "sayParts", "wording"]);

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number };

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Everything that src/ and adapters/ say, file by file in order. */
export function readWritten(): Written {
  const files = globSync(["src/**/*.ts", "adapters/**/*.ts"], { exclude: ["src/wording/pl/**"] }).toSorted();
  const all = files.map((file) => readFile(file, readFileSync(file, "utf8")));
  return {
    messages: all.flatMap(({ messages }) => messages),
    english: all.flatMap(({ english }) => english),
  };
}

/** What one file says. */
export function readFile(file: string, source: string): Written {
  const { program, errors } = parseSync(file, source, {});
  if (errors.length > 0) throw new Error(`${file} cannot be parsed`);
  const messages: SaidMessage[] = [];
  const english: WrittenText[] = [];
  const lineAt = (offset: number): number => source.slice(0, offset).split("\n").length;

  function note(node: Node, text: string): void {
    const found = { file, line: lineAt(node.start), text };
    if (looksEnglish(text) && !isNotForReaders(found)) english.push(found);
  }

  function visit(node: Node, isSilenced: boolean): void {
    const isQuiet = isSilenced || isSilent(node, file);
    const called = calledBy(node);
    if (called !== undefined && SAYING.has(called)) {
      const [first, ...rest] = nodesIn(node.arguments);
      messages.push({
        file,
        line: lineAt(node.start),
        by: called,
        message: messageIn(first),
        ...valuesIn(rest[0]),
      });
      for (const argument of rest) visit(argument, isQuiet);
      if (first !== undefined && textOf(first) === undefined) visit(first, isQuiet);
      return;
    }
    const text = isQuiet ? undefined : templateOf(node);
    if (text !== undefined) note(node, text);
    for (const child of childrenOf(node)) visit(child, isQuiet);
  }

  if (isNode(program)) visit(program, false);
  return { messages, english };
}

/** Nodes in which nothing is said to readers. */
function isSilent(node: Node, file: string): boolean {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
      return true;
    case "BinaryExpression":
      return ["===", "!==", "in"].includes(String(node.operator));
    case "TaggedTemplateExpression":
      return nameOf(node.tag) === "sql";
    case "CallExpression":
      return isOfLog(node.callee) || isOfWords(node.callee);
    case "Property":
      return isQuietProperty(nameOf(node.key), file);
    case "NewExpression":
      return isOfInternalError(node);
    default:
      return node.type.startsWith("TS") && !SHOWN_TYPES.has(node.type);
  }
}

/** Of TypeScript's own nodes, those that hold values. */
const SHOWN_TYPES = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"]);

const ERRORS_OF_THE_HOUSE = new Set(["Error", "RangeError", "TypeError"]);

function isOfInternalError(node: Node): boolean {
  const made = nameOf(node.callee);
  if (made !== "AppError") return made !== undefined && ERRORS_OF_THE_HOUSE.has(made);
  const [code] = nodesIn(node.arguments);
  return code !== undefined && textOf(code) === "internal";
}

/** `log.warn(…)`, `log[level](…)`, `options.log.info(…)`. */
function isOfLog(callee: unknown): boolean {
  if (!isNode(callee) || callee.type !== "MemberExpression") return false;
  const of = callee.object;
  const name = isNode(of) && of.type === "MemberExpression" ? nameOf(of.property) : nameOf(of);
  return name === "log" || name === "logger";
}

/** `"one two three".split(" ")`: a list of words. */
function isOfWords(callee: unknown): boolean {
  return isNode(callee) && callee.type === "MemberExpression" && nameOf(callee.property) === "split";
}

function calledBy(node: Node): string | undefined {
  return node.type === "CallExpression" ? nameOf(node.callee) : undefined;
}

function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === "Identifier" ? String(node.name) : undefined;
}

function nodesIn(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** A literal's text, or a template's that puts nothing in. */
function textOf(node: Node): string | undefined {
  return nodesIn(node.expressions).length > 0 ? undefined : templateOf(node);
}

/** A literal's text, or a template's with what is put in left open. */
function templateOf(node: Node): string | undefined {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.type !== "TemplateLiteral") return undefined;
  return nodesIn(node.quasis)
    .map(({ value }) =>
      typeof value === "object" && value !== null && "cooked" in value ? String(value.cooked) : "",
    )
    .join("…");
}

function messageIn(node: Node | undefined): SaidMessage["message"] {
  const text = node === undefined ? undefined : textOf(node);
  return text === undefined ? { kind: node?.type ?? "nothing" } : { text };
}

/** The names in an object of values; nothing where one is put in by `...`. */
function valuesIn(node: Node | undefined): { readonly values?: readonly string[] } {
  if (node === undefined) return { values: [] };
  if (node.type !== "ObjectExpression") return {};
  const properties = nodesIn(node.properties);
  const names = properties.map(({ key, computed }) =>
    computed === true || !isNode(key) ? undefined : (nameOf(key) ?? textOf(key)),
  );
  return names.every((name) => name !== undefined) ? { values: names } : {};
}

/** What may be said in a node; the names of properties and the labels of cases are not. */
function childrenOf(node: Node): readonly Node[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const isName = node.type === "Property" && key === "key" && node.computed !== true;
    const isCase = node.type === "SwitchCase" && key === "test";
    if (isName || isCase) return [];
    return Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
  });
}

const WORDS = /\p{L}{2,}["'”)]?[.,;:…]? ["'“(]?\p{L}|\p{L}{2,} …|… \p{L}{2,}|^ \p{L}+|\p{L}+ $/u;
const ONE_WORD = /^…?\p{Lu}\p{Ll}+[.:…]?$/u;

/** Whether a text has words behind one another, or is one word with a capital, as labels are. */
function looksEnglish(text: string): boolean {
  // What is typed begins with a slash.
  if (/^\/\S/u.test(text)) return false;
  return [...spoken(text)].some((part) => WORDS.test(part) || ONE_WORD.test(part.trim()));
}

const TAG = /<[/!]?\w[^<>]*>/gu;
const ATTRIBUTE = /\s*([\w-]+)="([^"]*)"/gu;
const SPOKEN_ATTRIBUTES = ["alt", "aria-label", "placeholder", "title"];

/** Of a page what its reader reads or hears, piece by piece; any other text whole. */
function spoken(text: string): readonly string[] {
  if (!/<\/?\w|="/u.test(text)) return [text];
  const labels = [...text.matchAll(ATTRIBUTE)].flatMap(([, name = "", value = ""]) =>
    SPOKEN_ATTRIBUTES.includes(name) ? [value] : [],
  );
  return [...labels, ...text.replace(TAG, "\n").replace(ATTRIBUTE, "\n").split("\n")].filter(
    (part) => part.trim() !== "",
  );
}
