// The demo: the tour on sample articles, without an account, then the page in the browser; leaving nothing behind.

import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import { runCli } from "../cli/run.ts";
import { startCli } from "./running-cli.ts";

it("connects, answers and ends well, and leaves no folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rol-news-tour-"));
  const [temporary, unused] = [join(folder, "tmp"), join(folder, "data")];
  await mkdir(temporary);
  try {
    const { code, stdout, stderr } = await runCli(["demo", "--once"], {
      dataDirectory: unused,
      environment: { TMPDIR: temporary },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const said of [
      "> /dropbox connect",
      "Connected as ",
      "> /news top pillar 1",
      "Top news · Constraints on Government Powers",
      "Verdicts by pillar",
      "Did you mean: /news top pillar 2",
      "Digest made",
      "A terminal is not always there: only /digest run sends it.",
      "The digest goes to this terminal.",
      "- Morning brief · shown on ",
      "sent by hand · 5 of ",
      "State of the news",
    ])
      expect(stdout).toContain(said);
    expect(stdout).not.toContain("Something went wrong");
    expect(await readdir(temporary)).toEqual([]);
    expect(await readdir(folder)).toEqual(["tmp"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

it("then serves the page on this machine, to one browser by one address, until Ctrl-C", async () => {
  const temporary = await mkdtemp(join(tmpdir(), "rol-news-tour-"));
  onTestFinished(() => rm(temporary, { recursive: true, force: true }));
  const demo = startCli(["demo"], { environment: { TMPDIR: temporary } });
  await demo.waitFor("The address works once");
  const [address = ""] = /http:\S+\/chat\?key=\S+/.exec(demo.output()) ?? [];
  const { origin, host } = new URL(address);

  expect(await sent(address, { host: `news.example:${new URL(address).port}` })).toEqual([
    403,
    expect.stringContaining("The chat answers only under this machine's own names."),
  ]);
  expect(await sent(address, { origin: "https://other.example", "sec-fetch-site": "cross-site" })).toEqual([
    403,
    expect.stringContaining("Another page asked for this. Open the chat from its own address."),
  ]);
  const first = await fetch(address, { redirect: "manual" });
  const [cookie = ""] = (first.headers.get("set-cookie") ?? "").split(";");
  expect(await sent(address)).toEqual([403, expect.stringContaining("This address was used before")]);
  const asked = { headers: { cookie, origin }, method: "POST" };
  expect(
    await (
      await fetch(`${origin}/chat/say`, { ...asked, body: new URLSearchParams({ text: "/dropbox connect" }) })
    ).text(),
  ).toContain("Connect the news folder");
  expect(await sent(`http://${host}/chat/say`, { cookie, origin: "https://other.example" }, "POST")).toEqual([
    403,
    expect.stringContaining("Another page asked for this."),
  ]);

  demo.child.kill("SIGINT");
  expect(await demo.ended).toEqual({ code: 0, signal: null });
  expect(await readdir(temporary)).toEqual([]);
});

/** Fetch sets Host and Origin by itself; whoever forges them does not. */
async function sent(
  address: string,
  headers: Readonly<Record<string, string>> = {},
  method = "GET",
): Promise<readonly [number | undefined, string]> {
  const outgoing = request(address, { method, headers }).end();
  const [response] = await once(outgoing, "response");
  if (!(response instanceof IncomingMessage)) throw new Error("no response");
  return [response.statusCode, await text(response)];
}
