// What the web chat shows of other platforms: read back from their payloads, it says what the answer says.

import { describe, expect, it } from "vitest";
import { ADAPTERS } from "../../adapters/index.ts";
import type { Look, LookRun, Looks } from "../../src/platform/look.ts";
import { privately } from "../../src/reply/build.ts";
import type { Block } from "../../src/reply/reply.ts";
import { blocksSaying, everyBlock } from "../reply/samples.ts";

const shown = ADAPTERS.flatMap(({ name, preview, look }) =>
  preview === undefined || look === undefined ? [] : [{ name, preview, look }],
);

const textOf = (runs: readonly LookRun[]): string => runs.map(({ text }) => text).join("");

function wordsOf(look: Look): string {
  switch (look.type) {
    case "heading":
    case "small":
      return textOf(look.runs);
    case "text":
      return `${textOf(look.runs)}\n${look.button?.label ?? ""}`;
    case "buttons":
      return look.buttons.map(({ label }) => label).join("\n");
    case "field":
      return [look.label, look.hint, look.inside].join("\n");
    case "divider":
      return "";
    case "drawn":
      return look.text;
    case "card":
      return look.inside.map(wordsOf).join("\n");
    case "window":
      return [look.title, ...look.inside.map(wordsOf), look.submit].join("\n");
  }
}

describe.each(shown)("an answer as $name shows it", ({ preview, look }) => {
  const looksOf = (...blocks: readonly Block[]): Promise<Looks> => {
    const reply = privately(...blocks);
    const commands = blocks.flatMap((block) =>
      block.type === "form"
        ? [block.command]
        : "actions" in block
          ? block.actions.flatMap((action) => (action.type === "command" ? [action.command] : []))
          : [],
    );
    const codes = new Map(commands.map((command) => [command, `c1:${command}`]));
    return preview(reply, codes).then(look);
  };
  const wordsShown = async (...blocks: readonly Block[]): Promise<string> =>
    (await looksOf(...blocks)).flat().map(wordsOf).join("\n");

  it.each(Object.values(everyBlock))("is read back: $type", async (block) => {
    expect((await looksOf(block)).flat()).not.toEqual([]);
  });

  it("has the titles, the verdicts, the buttons, and the links", async () => {
    const said = await wordsShown(everyBlock.heading, everyBlock.article, everyBlock.actions);
    expect(said).toContain("Top news");
    expect(said).toContain("President vetoes the data-retention bill a second time");
    expect(said).toMatch(/▲▲\s+very positive/);
    for (const action of everyBlock.actions.actions) expect(said).toContain(action.label);
    const looks = JSON.stringify(await looksOf(everyBlock.article));
    expect(looks).toContain('"url":"https://www.postimees.ee/7972001/president-vetoes"');
  });

  it("has the questions of a form in its window", async () => {
    const [[first] = []] = await looksOf(everyBlock.form);
    if (first === undefined) throw new Error("nothing is shown");
    expect(first.type).toBe("window");
    for (const { label } of everyBlock.form.fields.slice(0, 5)) expect(wordsOf(first)).toContain(label);
  });

  it.each([
    "*not bold* _nor slanted_ `nor code`",
    "<!channel> & <https://evil.example|click>",
    "[click](https://evil.example) **loud** ||hidden|| # title",
    "a_b_c 2*3*4 ~5~",
  ])("shows other people's signs as signs: %s", async (hostile) => {
    const bare = (text: string): string => text.replace(/\s+/g, " ");
    for (const block of blocksSaying(hostile))
      if (block.type === "paragraph" || block.type === "article")
        expect(bare(await wordsShown(block))).toContain(bare(hostile));
  });
});
