// The web chat in a real browser: the whole program as a process over a simulated Dropbox, and Chromium as npm brings it. What
// a person does is done by keyboard; accessibility is axe's to judge, and a console error is a failure.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import sparticuz from "@sparticuz/chromium";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, expect, inject, it } from "vitest";
import { z } from "zod";
import { writeSampleFiles } from "../../demo/sample/parquet.ts";
import { messageOf } from "../../src/errors.ts";
import { openSite, startCli } from "./running-cli.ts";

/** The browser, or why there is none. */
async function launched(): Promise<Browser | string> {
  try {
    return await chromium.launch({
      executablePath: await sparticuz.executablePath(),
      // In one process, one page that ends takes all others with it.
      args: sparticuz.args.filter((arg) => arg !== "--single-process"),
    });
  } catch (error) {
    return `no browser runs here: ${messageOf(error).split("\n")[0]}`;
  }
}

const browser = await launched();
const reason = typeof browser === "string" ? ` (${browser})` : "";

afterAll(async () => {
  if (typeof browser !== "string") await browser.close();
});

const found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** What axe finds wrong, in light and dark. */
async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const all: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = found.parse(await page.evaluate("axe.run(document)"));
    all.push(...violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html}`));
  }
  return all;
}

it.skipIf(reason !== "")(
  `is used from the first question to a digest that is received${reason}`,
  async () => {
    if (typeof browser === "string") return;
    const site = await openSite();
    await writeSampleFiles({ directory: site.dropbox, today: Date.now() });
    const bot = startCli(["start"], { environment: { ...site.environment, WEB: "on" } });
    await bot.waitFor("this address opens it once");
    const [address = ""] = /http:\S+key=\S+/.exec(bot.output()) ?? [];
    await bot.waitFor("news swapped");

    const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    page.setDefaultTimeout(10_000);
    const problems: string[] = [];
    page.on("console", (line) => {
      if (line.type() === "error" || line.type() === "warning") problems.push(line.text());
    });
    page.on("pageerror", (error) => problems.push(error.message));
    const shots = join(inject("runFolder"), "web-chat");
    await mkdir(shots, { recursive: true });
    const look = (name: string): Promise<unknown> => page.screenshot({ path: join(shots, `${name}.png`) });
    const turns = page.locator(".turn");

    /** Types a line where the page has put the cursor, and waits for what it is answered with. */
    async function ask(line: string): Promise<string | null> {
      const before = await turns.count();
      await page.locator("#text").focus();
      await page.keyboard.type(line);
      await page.keyboard.press("Enter");
      await turns.nth(before).waitFor();
      return turns.nth(before).textContent();
    }

    await page.goto(address);
    expect(page.url()).not.toContain("key=");
    expect(await page.evaluate("document.activeElement.id")).toBe("text");

    expect(await ask("top")).toContain("Top news");
    expect(await page.locator(".card").count()).toBeGreaterThan(2);
    await look("top");

    await page.locator("#text").fill("top est");
    await page.locator('#lines option[value="top Estonia "]').waitFor({ state: "attached" });

    await page.locator("#text").fill("");
    await ask("trend corruption");
    await page.waitForFunction("document.querySelector('.chart img')?.naturalWidth > 100");
    await look("chart");

    await ask("/digest create");
    const form = page.locator("form.asking").last();
    await form.getByLabel("Name").fill("Morning brief");
    await form.getByLabel("Stories at most").fill("99");
    await form.getByRole("button", { name: "Make it" }).press("Enter");
    await form.locator(".problem").first().waitFor();
    expect(await form.getByLabel("Name").inputValue()).toBe("Morning brief");
    await look("form");
    await form.getByLabel("Stories at most").fill("3");
    const made = await turns.count();
    await form.getByRole("button", { name: "Make it" }).press("Enter");
    await turns.nth(made).waitFor();
    expect(await turns.nth(made).textContent()).toContain("Morning brief");

    await ask("/digest run Morning brief");
    await page.locator(".posted").first().waitFor();
    expect(
      await turns
        .filter({ has: page.locator(".posted") })
        .first()
        .locator(".card")
        .count(),
    ).toBeGreaterThan(0);

    await ask("top piller 2");
    await turns.last().locator("summary").press("Enter");
    await turns.last().getByRole("button", { name: "Slack" }).press("Enter");
    expect(await turns.last().locator("pre").textContent()).toContain('"type"');

    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await look("phone-dark");
    const isWider = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    expect(await page.evaluate(isWider)).toBe(false);

    const before = await turns.count();
    await page.reload();
    expect(await turns.count()).toBe(before);
    expect(problems).toEqual([]);
  },
  120_000,
);
