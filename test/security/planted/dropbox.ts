// Mistakes at the border to Dropbox and its files.

import type { PlantedFault } from "./fault.ts";

export const DROPBOX: readonly PlantedFault[] = [
  {
    mistake: "a link is looked at, and not taken out",
    file: "src/store/pending.ts",
    text: '        .deleteFrom("oauthPending")\n        .where("state", "=", state)\n        .where("expiresAt", ">", now)\n        .returning(COLUMNS)\n',
    instead:
      '        .selectFrom("oauthPending")\n        .select(COLUMNS)\n        .where("state", "=", state)\n        .where("expiresAt", ">", now)\n',
    caughtBy: "is taken once, by its state",
  },
  {
    mistake: "a link works for ever",
    file: "src/store/pending.ts",
    text: '        .where("expiresAt", ">", now)\n        .returning(COLUMNS)\n',
    instead: "        .returning(COLUMNS)\n",
    caughtBy: "expires after ten minutes",
  },
  {
    mistake: "a code may be that of another person's link",
    file: "src/store/pending.ts",
    text: '        .where("actor", "=", actor)\n',
    instead: "",
    caughtBy: "gives an actor the newest whose code is pasted",
  },
  {
    mistake: "the link carries what only the bot may know",
    file: "src/dropbox/oauth.ts",
    text: 'challenge: createHash("sha256").update(verifier).digest("base64url") };',
    instead: "challenge: verifier };",
    caughtBy: "is a verifier of RFC 7636 and its S256 challenge, new each time",
  },
  {
    mistake: "who looks at the page connects",
    file: "src/http/routes.ts",
    text: "return { sentence: await lending(answer.data.state), asks: answer.data };",
    instead: "return { sentence: await finishConnect(answer.data), asks: answer.data };",
    caughtBy: "says to whom the Dropbox is lent, and connects nothing by being looked at",
  },
  {
    mistake: "a failed request is told as fetch tells it",
    file: "src/dropbox/http.ts",
    text: 'unreachable(timeout.signal.aborted ? "timeout" : wayCodeOf(error)) };',
    instead: 'unreachable(timeout.signal.aborted ? "timeout" : messageOf(error)) };',
    caughtBy: "a whole life with a Dropbox, failures included, tells no secret",
  },
  {
    mistake: "secrets go in the address, as the SDK sends them",
    file: "src/dropbox/oauth.ts",
    text: "      url: TOKEN_URL,\n",
    instead: "      url: `${TOKEN_URL}?${new URLSearchParams(fields)}`,\n",
    caughtBy: "a whole life with a Dropbox, failures included, tells no secret",
  },
  {
    mistake: "an answer that is too long is taken as far as it goes",
    file: "src/dropbox/http.ts",
    text: 'if (sizeBytes > LONGEST_ANSWER_BYTES) throw errorOf("endless");',
    instead: "if (sizeBytes > LONGEST_ANSWER_BYTES) break;",
    caughtBy: "answered without end is given up",
  },
  {
    mistake: "a redirect is followed, with what it carries",
    file: "src/dropbox/http.ts",
    text: 'redirect: "error",',
    instead: 'redirect: "follow",',
    caughtBy: "follows no redirect, for it carries secrets",
  },
  {
    mistake: "an export takes the place of what is there",
    file: "src/dropbox/upload-steps.ts",
    text: 'mode: { ".tag": "add" }, autorename: true,',
    instead: 'mode: { ".tag": "overwrite" },',
    caughtBy: "takes no other file's place, and is found under its number too when the answer is lost",
  },
  {
    mistake: "the end of a file is not looked at",
    file: "src/news/file-check.ts",
    text: 'if (magic === "PAR1" && (lastMagic !== "PAR1" || sizeBytes < 12))',
    instead: 'if (magic === "PAR1" && sizeBytes < 12)',
    caughtBy: "cut at any length are refused",
  },
  {
    mistake: "a column that is missing is no reason",
    file: "src/news/schema.ts",
    text: "  if (lacking.length > 0)\n",
    instead: "  if (lacking.length > 3)\n",
    caughtBy: "of the wrong columns name them",
  },
  {
    mistake: "a file may unpack to a million times its size",
    file: "src/news/file-check.ts",
    text: "const UNPACKED_RATIO = 100;",
    instead: "const UNPACKED_RATIO = 1_000_000;",
    caughtBy: "that unpack to far more than their size are refused before or while they are read",
  },
  {
    mistake: "only errors that were seen are a file's",
    file: "src/news/file-check.ts",
    text: "if (/^[A-Z][\\w -]* Error: /.test(message))",
    instead: "if (/^(IO|Conversion) Error: /.test(message))",
    caughtBy: "with bytes changed at random are read or refused",
  },
  {
    mistake: "a database that a file ended is asked for the next file",
    file: "src/news/file-check.ts",
    text: 'return { type: "spoiled", reason };',
    instead: 'return { type: "refused", reason };',
    caughtBy: "that end the database they are read with cost no other file",
  },
];
