// Reads Discord's markdown as a person does: marks that format, mentions and bare addresses are gone from the text, and
// what a backslash keeps from being one stays.

const TOKEN = new RegExp(
  [
    String.raw`\\([^\p{L}\p{N}\s])`, // escaped
    String.raw`\[((?:\\.|[^\]\\])*)\]\(<?([^>)\s]*)>?\)`, // a link
    "<(https?:[^>]+)>", // an address that is not previewed
    "`([^`\\n]+)`", // code
    "<[@#:][^>]*>|@everyone|@here", // a mention or an emoji
    String.raw`https?://\S+`, // an address that is linked and previewed
    String.raw`^(?:-# |#{1,3} |>{1,3} |- |\* )`, // the mark of a line
    String.raw`[*_~\x60]+|\|\|`, // emphasis
    "\u200b",
  ].join("|"),
  "gmu",
);

export function readMarkdown(markdown: string): { readonly text: string; readonly links: readonly string[] } {
  const links: string[] = [];
  const text = markdown.replace(
    TOKEN,
    (
      _mark,
      escaped: string | undefined,
      label: string | undefined,
      url: string | undefined,
      address,
      code,
    ) => {
      if (escaped !== undefined) return escaped;
      if (url !== undefined) links.push(url);
      if (address !== undefined) links.push(address);
      return label === undefined ? (address ?? code ?? "") : readMarkdown(label).text;
    },
  );
  return { text, links };
}
