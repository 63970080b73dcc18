// Sent forms: read whole before anything runs. What is wrong is told by field, and a button opens the form again with
// everything that was typed.

import { AppError } from "../../errors.ts";
import { labelOf } from "../../language/declare/form-fields.ts";
import { fieldsOf } from "../../language/declare/format.ts";
import type { Lexicon, Parsed } from "../../language/declare/parsed.ts";
import type { Language } from "../../language/language.ts";
import type { Input } from "../../platform/invocation.ts";
import { actions, command as button, list, paragraph, refusing } from "../../reply/build.ts";
import type { FieldProblem, FormField } from "../../reply/form.ts";
import type { Block, Reply } from "../../reply/reply.ts";
import { languageHere, say } from "../../wording/say.ts";
import type { Command, CommandContext } from "./define.ts";
import { misunderstandingReply } from "./misunderstanding.ts";
import { type Answers, type Opener, readOpener, refillCommand } from "./refill.ts";
import { checkRole } from "./roles.ts";

type SentForm = Extract<Input, { type: "form" }>;

export interface FormContext {
  readonly language: Language<Command>;
  readonly words: Lexicon;
  readonly context: CommandContext;
  /** Told when the answers are right and the command begins. */
  readonly accepted: () => void;
}

/** Answers a form. `command` is what its code stands for. */
export async function answerForm(
  { values: sent }: SentForm,
  command: string,
  { language, words, context, accepted }: FormContext,
): Promise<Reply> {
  const { line } = readOpener(command);
  const opened = language.read(line, words);
  if (opened.type === "misunderstood") return misunderstandingReply(opened.misunderstanding);
  checkRole(context.invocation.actor, opened.command);
  const answers = answersOf(opened, sent);
  const problems = await problemsOf(opened, sent, { language, words, context });
  if (problems.length > 0) return notTaken(opened.command, line, sent, problems);
  const parsed = language.readFields(opened.command.path, answers, words);
  if (parsed.type === "misunderstood") {
    const reply = misunderstandingReply(parsed.misunderstanding);
    return { ...reply, blocks: [...reply.blocks, ...again(opened.command, line, sent)] };
  }
  accepted();
  try {
    return await parsed.command.handler(parsed.values, context);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "bad-input") throw error;
    return refusing(paragraph(error.message), ...again(opened.command, line, sent));
  }
}

/** The answer of the button that opens a form again: the form with what was typed, and what was wrong with it. */
export async function openAgain(
  { line, answers = {} }: Opener,
  reply: Reply,
  { language, words, context }: Omit<FormContext, "accepted">,
): Promise<Reply> {
  const opened = language.read(line, words);
  if (opened.type === "misunderstood") return reply;
  const problems = await problemsOf(opened, answers, { language, words, context });
  const filled = (field: FormField): FormField => {
    const value = answers[field.name];
    const problem = problems.find((one) => one.field === field.name)?.sentence;
    const { value: before, ...rest } = field;
    const shown = value ?? before;
    return {
      ...rest,
      ...(shown === undefined || shown === "" ? {} : { value: shown }),
      ...(problem === undefined ? {} : { problem }),
    };
  };
  return {
    ...reply,
    blocks: reply.blocks.map((block) =>
      block.type === "form" ? { ...block, fields: block.fields.map(filled) } : block,
    ),
  };
}

/** What the form's command already says stands, unless a field says otherwise. */
function answersOf({ command, values }: Opened, sent: Answers): Answers {
  return { ...fieldsOf(values, command.options), ...sent };
}

type Opened = Extract<Parsed<Command>, { type: "command" }>;

async function problemsOf(
  opened: Opened,
  sent: Answers,
  { language, words, context }: Omit<FormContext, "accepted">,
): Promise<readonly FieldProblem[]> {
  const { command, values } = opened;
  const read = language.checkFields(command, answersOf(opened, sent), words).map(atItsField);
  const checked = (await command.check?.(sent, context, values)) ?? [];
  return [...read, ...checked.filter(({ field }) => read.every((problem) => problem.field !== field))];
}

/** A problem stands at its field's label, so the option's name would say it twice. */
function atItsField({ field, sentence }: FieldProblem): FieldProblem {
  return {
    field,
    sentence:
      languageHere() === "en" && sentence.startsWith(`${field} `)
        ? `It${sentence.slice(field.length)}`
        : sentence,
  };
}

function notTaken(command: Command, line: string, sent: Answers, problems: readonly FieldProblem[]): Reply {
  const said = problems.map(({ field, sentence }) => [
    `${labelOf(field, command.options[field])}: ${sentence}`,
  ]);
  return {
    ...refusing(
      paragraph(
        say(
          "{count, plural, one {One answer of the form cannot be taken.} other {# answers of the form cannot be taken.}} Nothing was done, and nothing that you typed is lost.",
          { count: problems.length },
        ),
      ),
      list(said),
      ...again(command, line, sent),
    ),
    problems,
  };
}

/** The button that opens the form with what was typed. A secret is not kept, so that its form has none. */
function again({ path, options }: Command, line: string, sent: Answers): readonly Block[] {
  const isSecret = Object.values(options).some((option) => option.kind === "text" && option.secret === true);
  if (isSecret) return [];
  return [
    actions(
      button(say("Fill it in again"), refillCommand(line, sent), {
        typed: `/${path.join(" ")}`,
        style: "primary",
      }),
    ),
  ];
}
