// The web chat in a real browser, from an empty page to a muted source: the whole program as a process over a simulated Dropbox,
// and Chromium as npm brings it. Accessibility is axe's to judge at each step, a console error is a failure, and each step is
// photographed at the width of a phone and of a desk, light and dark.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Locator, Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { z } from "zod";
import { launch } from "../../demo/pictures.ts";
import { writeSampleFiles } from "../../demo/sample/parquet.ts";
import { messageOf } from "../../src/errors.ts";
import { openSite, startCli } from "./running-cli.ts";

/** The browser, or why there is none. */
const browser = await launch().catch(
  (error: unknown) => `no browser runs here: ${messageOf(error).split("\n")[0]}`,
);
const reason = typeof browser === "string" ? ` (${browser})` : "";

afterAll(async () => {
  if (typeof browser !== "string") await browser.close();
});

const SCHEMES = ["light", "dark"] as const;
const SIZES = [
  { name: "phone", width: 390, height: 844 },
  { name: "desk", width: 1280, height: 860 },
] as const;

/** Kept after the run, for whoever wants to see how it looks. */
const SHOTS = fileURLToPath(new URL("../../measured/web-chat/", import.meta.url));

const found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** What axe finds wrong as the page stands there. */
async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = found.parse(await page.evaluate("axe.run(document)"));
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Looks at a step from everywhere: nothing bars anybody, nothing is wider than the screen, the input covers nothing. */
async function look(page: Page, step: string): Promise<void> {
  await mkdir(SHOTS, { recursive: true });
  await page.evaluate(axe.source);
  for (const { name, ...viewport } of SIZES) {
    await page.setViewportSize(viewport);
    await page.evaluate("document.querySelector('#turns').lastElementChild?.scrollIntoView()");
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const path = join(SHOTS, `${step}-${name}-${colorScheme}.png`);
      await page.screenshot({ path, caret: "initial" });
      if (name === "phone")
        expect([step, colorScheme, await barriers(page)]).toEqual([step, colorScheme, []]);
    }
    const isWider = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    expect([step, name, await page.evaluate(isWider)]).toEqual([step, name, false]);
  }
}

it.skipIf(reason !== "")(
  `connects, asks, draws, makes a digest, receives it and mutes a source${reason}`,
  async () => {
    if (typeof browser === "string") return;
    const site = await openSite();
    await writeSampleFiles({ directory: site.dropbox, today: Date.now() });
    const { DROPBOX_REFRESH_TOKEN: _, ...environment } = site.environment;
    const bot = startCli(["start"], { environment: { ...environment, WEB: "on" } });
    await bot.waitFor("this address opens it once");
    const [address = ""] = /http:\S+key=\S+/.exec(bot.output()) ?? [];

    const context = await browser.newContext({ viewport: SIZES[1], locale: "en-GB" });
    const page = await context.newPage();
    page.setDefaultTimeout(40_000);
    const problems: string[] = [];
    page.on("console", (line) => {
      if (line.type() === "error" || line.type() === "warning") problems.push(line.text());
    });
    page.on("pageerror", (error) => problems.push(error.message));
    // Notices come by themselves; what answers has what was asked above it.
    const turns = page.locator(".turn:has(.asked)");
    const input = page.locator("#text");

    /** Does something, and waits for what it is answered with. */
    async function answerTo(act: () => Promise<unknown>): Promise<Locator> {
      const before = await turns.count();
      await act();
      await turns.nth(before).waitFor();
      return turns.nth(before);
    }

    const ask = (line: string): Promise<Locator> =>
      answerTo(async () => {
        await input.focus();
        await page.keyboard.type(line);
        await page.keyboard.press("Enter");
      });

    await page.goto(address);
    expect(page.url()).not.toContain("key=");
    expect(await page.evaluate("document.activeElement.id")).toBe("text");
    await look(page, "1-empty");

    const offer = await answerTo(() => page.getByRole("button", { name: "Connect Dropbox" }).click());
    await look(page, "2-connect");
    const dropbox = await context.newPage();
    await dropbox.goto((await offer.getByRole("link", { name: "Open Dropbox" }).getAttribute("href")) ?? "");
    await dropbox.getByRole("button", { name: "Allow" }).click();
    const code = await dropbox.locator("output").textContent();
    await dropbox.close();
    const asked = await answerTo(() => offer.getByRole("button", { name: "Enter code" }).click());
    await asked.getByRole("textbox", { name: "Code" }).fill(code ?? "");
    const connected = await answerTo(() => asked.getByRole("textbox", { name: "Code" }).press("Enter"));
    await connected.getByText("Connected as").waitFor();
    await look(page, "3-connected");

    // By keyboard: what may come next, chosen and put away again.
    await input.focus();
    await page.keyboard.type("top est");
    const estonia = page.getByRole("option", { name: "top Estonia" });
    await estonia.waitFor();
    await page.keyboard.press("ArrowDown");
    expect(await estonia.getAttribute("aria-selected")).toBe("true");
    expect(await input.getAttribute("aria-activedescendant")).toBe(await estonia.getAttribute("id"));
    await look(page, "4-proposed");
    await page.keyboard.press("Enter");
    expect(await input.inputValue()).toBe("top Estonia ");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("option").count()).toBe(0);
    const top = await answerTo(() => page.keyboard.press("Enter"));
    await top.getByRole("heading", { name: "Top news · Estonia" }).waitFor();
    expect(await top.locator(".card").count()).toBeGreaterThan(2);
    await look(page, "5-top");
    // From the input the order of what can be reached is that of the page.
    await input.focus();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Ask");
    await page.keyboard.press("Shift+Tab");
    expect(await page.evaluate("document.activeElement.id")).toBe("text");
    const first = top.getByRole("button", { name: /^Details: ./ }).first();
    await (await answerTo(() => first.press("Enter"))).getByText("Verdicts by pillar").waitFor();

    await (await ask("search court")).locator("mark").first().waitFor();
    await look(page, "6-search");

    const chart = await ask("trend corruption");
    await chart.locator("img").evaluate((image) => ("decode" in image ? image.decode() : undefined));
    await look(page, "7-chart");

    const form = await ask("/digest create");
    await form.getByLabel("Name").fill("Morning brief");
    await form.getByLabel("Stories at most").fill("99");
    await form.getByRole("button", { name: "Make it" }).press("Enter");
    await form.locator(".problem").first().waitFor();
    expect(await form.getByLabel("Name").inputValue()).toBe("Morning brief");
    await look(page, "8-form");
    await form.getByLabel("Stories at most").fill("3");
    const made = await answerTo(() => form.getByRole("button", { name: "Make it" }).press("Enter"));
    await made.getByRole("heading", { name: "Morning brief" }).waitFor();

    await answerTo(() => made.getByRole("button", { name: "Run now" }).press("Enter"));
    const digest = page.locator(".turn:has(.posted):has(.card)");
    await digest.waitFor();
    expect(await digest.locator(".card").count()).toBe(3);
    await digest.evaluate((turn) => turn.scrollIntoView());
    await look(page, "9-digest");

    const [source = ""] =
      /\S+\.example/.exec((await digest.locator(".origin").first().textContent()) ?? "") ?? [];
    const mute = await answerTo(() => digest.getByRole("button", { name: "Mute…" }).press("Enter"));
    await look(page, "10-mute");
    await mute.getByLabel("Which").fill(source);
    const muted = await answerTo(() => mute.getByRole("button", { name: "Mute" }).press("Enter"));
    expect(await muted.locator(".answer").textContent()).toContain(source);
    const shown = await ask("/digest show Morning brief");
    await shown.getByRole("heading", { name: "Muted" }).waitFor();
    await shown.locator("li", { hasText: source }).waitFor();

    const refused = await ask("top piller 2");
    await refused.locator("summary").press("Enter");
    for (const name of ["Slack", "Discord"]) {
      await refused.getByRole("button", { name, exact: true }).press("Enter");
      await refused.locator(`.look.${name.toLowerCase()}`).getByText("Did you mean").waitFor();
      await look(page, `11-${name}`);
    }
    await refused.getByText("As data, to copy").press("Enter");
    expect(JSON.parse((await refused.locator("pre").textContent()) ?? "")).toHaveProperty("messages");

    const before = await page.locator(".turn").count();
    await page.reload();
    expect(await page.locator(".turn").count()).toBe(before);
    expect(problems).toEqual([]);
  },
  // Two minutes are what it may take where nothing else runs.
  240_000,
);
