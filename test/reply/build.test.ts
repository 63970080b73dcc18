// The words a command writes its reply in.

import { expect, test } from "vitest";
import {
  command,
  counted,
  dotted,
  fields,
  heading,
  link,
  list,
  paragraph,
  sentence,
  strong,
} from "../../src/reply/build.ts";

test("strings stand among inline nodes", () => {
  const text = (said: string) => ({ type: "text", text: said });
  expect(paragraph("see ", strong("this"))).toEqual({
    type: "paragraph",
    content: [text("see "), { type: "strong", text: "this" }],
  });
  expect(list([["one"], [link("https://example.org/", "two")]])).toEqual({
    type: "list",
    ordered: false,
    items: [[text("one")], [{ type: "link", url: "https://example.org/", text: "two" }]],
  });
  expect(fields([["Files", "27"]])).toEqual({
    type: "fields",
    fields: [{ label: "Files", value: [text("27")] }],
  });
});

test("what is absent is not there", () => {
  expect(heading("Top news")).toEqual({ type: "heading", text: "Top news" });
  expect(command("More", "/news top page 2")).toEqual({
    type: "command",
    label: "More",
    command: "/news top page 2",
  });
  expect(dotted("Estonia", undefined, "", false, "err.ee")).toBe("Estonia · err.ee");
  expect(dotted(undefined)).toBe("");
});

test("numbers are counted in words that fit", () => {
  expect(counted(0, "article")).toBe("0 articles");
  expect(counted(1, "article")).toBe("1 article");
  expect(counted(3164, "assessment")).toBe("3,164 assessments");
  expect(counted(2, "story", "stories")).toBe("2 stories");
});

test("what is to be typed as it is stands as code in a sentence", () => {
  expect(sentence("Type `/invite @news` there.")).toEqual([
    "Type ",
    { type: "code", text: "/invite @news" },
    " there.",
  ]);
  expect(sentence("A lone ` is none.")).toEqual(["A lone ` is none."]);
});
