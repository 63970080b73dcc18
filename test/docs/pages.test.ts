// What README and docs point at is there: files, headings, npm scripts, commands as the bot reads them, and the tests that
// docs/security.md names.

import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import program from "../../package.json" with { type: "json" };
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import { parseText } from "../language/parsing.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const PAGES = globSync(["*.md", "docs/**/*.md"], { cwd: root }).toSorted();

const textOf = (page: string): string => readFileSync(join(root, page), "utf8");
/** Without blocks of code, in which brackets are no links. */
const proseOf = (page: string): string => textOf(page).replace(/^ *```.*?^ *```/gms, "");

/** As GitHub names a heading. */
function anchorsOf(page: string): readonly string[] {
  return [...proseOf(page).matchAll(/^#+ +(.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-"),
  );
}

const linksOf = (page: string): readonly string[] =>
  [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);

it("every relative link leads to a file and a heading that are there", () => {
  const links = PAGES.flatMap((page) => linksOf(page).map((target) => ({ page, target })));
  expect(links.length).toBeGreaterThan(50);
  const broken = links.filter(({ page, target }) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? page : relative(root, join(root, dirname(page), path));
    if (!existsSync(join(root, file))) return true;
    return anchor !== undefined && !anchorsOf(file).includes(anchor);
  });
  expect(broken).toEqual([]);
});

it("every page of docs is one click away from README or another page", () => {
  const reached = new Set(
    PAGES.flatMap((page) =>
      linksOf(page).map((target) => join(dirname(page), target.split("#")[0] ?? "").replace(/\/$/, "")),
    ),
  );
  const pages = PAGES.filter((page) => page.startsWith("docs/") && !page.startsWith("docs/adr/"));
  expect(pages.filter((page) => !reached.has(page))).toEqual([]);
});

it("every npm script that is named is one", () => {
  const named = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(/\bnpm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, script = ""]) => script),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((script) => !Object.hasOwn(program.scripts, script))).toEqual([]);
});

let directory: string;
let bot: Bot;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-pages-"));
  const notifier = { tell: async () => undefined };
  const config = readConfig({ DATA_DIR: directory });
  bot = await assembleBot({ config, clock: Date.now, log: createLogger("silent"), notifier });
});

afterAll(async () => {
  await bot.close();
  await rm(directory, { recursive: true, force: true });
});

const WORDS = {
  countries: ["Latvia", "Estonia"],
  sources: ["example.org"],
  digests: ["Morning brief", "Corruption watch", "Surge"],
};

it("every command that is shown is read as that command", () => {
  const { commands } = bot.router;
  const paths = new Set(commands.map(({ path }) => path.join(" ")));
  const shown = PAGES.filter((page) => !page.startsWith("docs/adr/") && page !== "CHANGELOG.md").flatMap(
    (page) =>
      [
        ...textOf(page).matchAll(
          /[`"]?(\/(?:news|digest|dropbox) [^`\n]+)`|"(\/(?:news|digest|dropbox) .*?)"$/gm,
        ),
      ]
        .map(([, inline, quoted]) => ({ page, line: (inline ?? quoted ?? "").trim() }))
        // A pattern for several, a part of one, or what Slack says of one.
        .filter(({ line }) => !/[…<>{}|]| failed with the error /.test(line)),
  );
  expect(shown.length).toBeGreaterThan(60);
  const misread = shown.flatMap(({ page, line }) => {
    const parsed = parseText(line, commands, WORDS);
    if (parsed.type === "command") return [];
    // `/digest create` alone names the command, whose form asks for the rest.
    return paths.has(line.slice(1)) ? [] : [{ page, line, sentence: parsed.misunderstanding.sentence }];
  });
  expect(misread).toEqual([]);
});

it("every test that docs/security.md names is there", () => {
  const proofs = [...textOf("docs/security.md").matchAll(/\[[^\]]+\]\(\.\.\/(test\/[^)]+)\): "([^"]+)"/g)];
  expect(proofs.length).toBeGreaterThan(25);
  expect(proofs.length).toBe(textOf("docs/security.md").match(/\]\(\.\.\/test\//g)?.length);
  const missing = proofs.filter(
    ([, file = "", name = ""]) =>
      !existsSync(join(root, file)) || !['"', "`"].some((q) => textOf(file).includes(`${q}${name}${q}`)),
  );
  expect(missing.map(([proof]) => proof)).toEqual([]);
});
