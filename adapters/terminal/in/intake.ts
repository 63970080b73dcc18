// A conversation at a terminal: one command a line, forms field by field, until the end of input or `exit`.

import { createInterface } from "node:readline";
import { type Readable, Writable } from "node:stream";
import type { LineCompleter } from "../../../src/commands/serve/complete-line.ts";
import type { FieldProblem } from "../../../src/reply/form.ts";
import type { Block } from "../../../src/reply/reply.ts";
import { say } from "../../../src/wording/say.ts";
import { escapeText } from "../out/escape.ts";
import { type Answers, askFields } from "./questions.ts";

export type Form = Extract<Block, { type: "form" }>;

export function isForm(block: Block): block is Form {
  return block.type === "form";
}

/** What a line or a sent form came to. */
export interface TerminalAnswer {
  /** Rendered, without a line break at its end. */
  readonly text: string;
  /** A form to fill in next. */
  readonly form?: Form;
  /** What of a sent form was not taken: those questions are asked again. */
  readonly problems?: readonly FieldProblem[];
  /** Whether what was asked was not done. */
  readonly isRefusal: boolean;
  /** A command that an empty line or "yes" runs next. */
  readonly suggestion?: string;
}

export interface PromptOptions {
  readonly input: Readable;
  readonly output: Writable & { readonly isTTY?: boolean };
  /** Answers one typed command. */
  readonly answer: (line: string) => Promise<TerminalAnswer>;
  /** Sends a form. */
  readonly submit: (form: Form, values: Answers) => Promise<TerminalAnswer>;
  /** What is wrong with one answer of a form, as far as that can be told at once. */
  readonly check?: (form: Form, name: string, answer: string) => string | undefined;
  /** Printed first. Absent: nothing is. */
  readonly greeting?: string;
  readonly complete?: LineCompleter;
  /** Answers only this command, with the forms it leads to. */
  readonly only?: string;
}

/** Resolves at the end of input, on `exit`, on Ctrl-C, or when `only` is answered; false when that was refused. */
export async function runPrompt({
  input,
  output,
  answer,
  submit,
  check = () => undefined,
  complete,
  greeting,
  only,
}: PromptOptions): Promise<boolean> {
  const isTerminal = output.isTTY === true;
  let isSecret = false;
  /** While a form is filled in, a line is no command. */
  let isForm = false;
  let suggestion: string | undefined;
  // What readline echoes passes here, so that a secret is not shown while it is typed.
  const echo = new Writable({
    write(chunk, _encoding, done) {
      // At once: what waits would fall under the secrecy of the next question.
      if (!isSecret) output.write(chunk);
      done();
    },
  });
  const reader = createInterface({
    input,
    output: echo,
    terminal: isTerminal,
    ...(complete === undefined ? {} : { completer: completerOf(complete, () => isForm) }),
  });
  let isOpen = true;
  reader.on("SIGINT", () => reader.close());
  reader.once("close", () => {
    isOpen = false;
  });
  const lines = reader[Symbol.asyncIterator]();

  /** The next line, undefined at the end of input. Behind a pipe no question is shown. */
  async function ask(question: string, secret = false): Promise<string | undefined> {
    if (isTerminal && isOpen) {
      reader.setPrompt(question);
      reader.prompt();
    }
    isSecret = secret && isTerminal;
    const next = await lines.next();
    if (isSecret) output.write("\n");
    isSecret = false;
    return next.done === true ? undefined : next.value.trim();
  }

  /** Prints an answer and fills in the forms it leads to. False when what was asked was not done. */
  async function show(given: TerminalAnswer): Promise<boolean> {
    const { text, form, isRefusal } = given;
    suggestion = given.suggestion === undefined ? undefined : escapeText(given.suggestion);
    output.write(`${text}\n`);
    isForm = form !== undefined;
    if (form === undefined) return !isRefusal;
    output.write("\n");
    return fillIn(form, form.fields, {});
  }

  /** Asks these fields of a form and sends it; what was not taken is asked again, and the other answers are kept. */
  async function fillIn(form: Form, fields: Form["fields"], before: Answers): Promise<boolean> {
    const answers = await askFields(fields, {
      ask: (question, isSecret) => ask(escapeText(question), isSecret),
      tell: (line) => {
        if (isTerminal) output.write(`${escapeText(line)}\n`);
      },
      check: (name, value) => check(form, name, value),
    });
    if (answers === undefined) {
      output.write(`\n${say("Nothing was sent.")}\n`);
      isForm = false;
      return false;
    }
    const all = { ...before, ...answers };
    const given = await submit(form, all);
    const again = form.fields.flatMap((field) => {
      const problem = given.problems?.find((one) => one.field === field.name)?.sentence;
      return problem === undefined ? [] : [{ ...field, problem, value: all[field.name] ?? "" }];
    });
    // Behind a pipe nobody is there to answer anew.
    if (again.length === 0 || !isTerminal) return show(given);
    return fillIn(form, again, all);
  }

  async function converse(): Promise<void> {
    for (;;) {
      const line = await ask("> ");
      if (line === undefined || line === "exit" || line === "quit") return;
      const isAccepted = line === "" || /^y(es)?$/i.test(line);
      if (line === "" && (suggestion === undefined || !isTerminal)) continue;
      const meant = isAccepted ? (suggestion ?? line) : line;
      // What is run without having been typed stands there to be read.
      output.write(meant === line ? "\n" : `\n> ${meant}\n\n`);
      await show(await answer(meant));
      output.write("\n");
    }
  }

  try {
    if (greeting !== undefined) output.write(`${greeting}\n\n`);
    if (only !== undefined) return await show(await answer(only));
    await converse();
    return true;
  } finally {
    reader.close();
  }
}

/** As readline wants it. Where there is nothing to complete, or completing fails, the line stays. */
function completerOf(
  complete: LineCompleter,
  isForm: () => boolean,
): (line: string, done: (error: null, found: [string[], string]) => void) => void {
  return (line, done) => {
    if (isForm()) return done(null, [[], line]);
    complete(line).then(
      // A name from the data that steers terminals is no help at one.
      ([lines, part]) => done(null, [lines.filter((one) => escapeText(one) === one), part]),
      () => done(null, [[], line]),
    );
  };
}
