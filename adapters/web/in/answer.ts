// One question from the page, from what is sent to the turn that answers it.

import { randomUUID } from "node:crypto";
import type { Input } from "../../../src/platform/invocation.ts";
import { createRequests, type Requests } from "../../../src/platform/requests.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { say } from "../../../src/wording/say.ts";
import type { Codes, Host } from "../../adapter.ts";
import type { Form } from "../out/render.ts";
import { type Reader, WEB_WORKSPACE, webInvocation } from "./read.ts";
import type { Session } from "./sessions.ts";
import type { Turn } from "./turns.ts";

export interface Question {
  readonly session: Session;
  readonly input: Input;
  /** As the page repeats it. */
  readonly asked: string;
  readonly reader: Reader;
}

export interface SentForm {
  readonly session: Session;
  readonly code: string;
  readonly values: Readonly<Record<string, string>>;
  /** The turn in which it stands. */
  readonly turn: string;
  readonly reader: Reader;
}

/** What came of a sent form: an answer, or the form again with what is wrong and what was typed. */
export type Sent =
  | { readonly type: "answered"; readonly turn: Turn }
  | { readonly type: "again"; readonly form: Form };

export interface Answering extends Pick<Requests<Reply>, "drain"> {
  ask(question: Question): Promise<Turn>;
  send(form: SentForm): Promise<Sent>;
  /** The turn of a reply that nobody asked for. */
  posted(session: Session, reply: Reply, codes: Codes): Promise<Turn>;
}

export function createAnswering({
  router,
  codes,
  draw,
  clock,
}: Pick<Host, "router" | "codes" | "draw" | "clock">): Answering {
  const requests = createRequests<Reply>({ clock });

  async function replyTo({ input, reader }: Pick<Question, "input" | "reader">): Promise<Reply> {
    const requestId = randomUUID();
    return requests.once(requestId, () =>
      router.handle(webInvocation(input, requestId, reader), { progress: () => undefined }),
    );
  }

  async function kept(session: Session, given: Omit<Turn, "id" | "codes" | "pictures">): Promise<Turn> {
    const known = await codes.codesOf(WEB_WORKSPACE, given.reply);
    return session.turns.add({ ...given, codes: known, pictures: await picturesOf(given.reply) });
  }

  async function picturesOf({ blocks }: Reply): Promise<ReadonlyMap<number, Uint8Array>> {
    const drawn = blocks.map(async (block, n): Promise<readonly (readonly [number, Uint8Array])[]> => {
      const png =
        block.type === "chart"
          ? await draw(block.chart)
          : block.type === "image" && block.base64 !== ""
            ? Buffer.from(block.base64, "base64")
            : undefined;
      return png === undefined ? [] : [[n, png]];
    });
    return new Map((await Promise.all(drawn)).flat());
  }

  return {
    async ask(question) {
      const { session, asked } = question;
      return kept(session, { asked, reply: await replyTo(question) });
    },
    async send({ session, code, values, turn: id, ...of }) {
      const turn = session.turns.find(id);
      const form = turn?.reply.blocks.find(
        (block): block is Form => block.type === "form" && turn.codes.get(block.command) === code,
      );
      const reply = await replyTo({ ...of, input: { type: "form", code, values } });
      const { problems } = reply;
      if (problems !== undefined && form !== undefined)
        return {
          type: "again",
          form: { ...form, fields: form.fields.map((field) => again(field, values, problems)) },
        };
      if (form !== undefined) session.turns.settle(id);
      return { type: "answered", turn: await kept(session, { asked: form?.submit ?? say("Send"), reply }) };
    },
    async posted(session, reply, known) {
      return session.turns.add({ isPost: true, reply, codes: known, pictures: await picturesOf(reply) });
    },
    drain: requests.drain,
  };
}

/** A field with what was typed and what is wrong with it; a secret is typed anew. */
function again(
  field: Form["fields"][number],
  values: Readonly<Record<string, string>>,
  problems: NonNullable<Reply["problems"]>,
): Form["fields"][number] {
  const sentence = problems.find((one) => one.field === field.name)?.sentence;
  const { problem: _, ...before } = field;
  const isSecret = field.kind === "text" && field.secret === true;
  const value = isSecret ? "" : (values[field.name] ?? field.value ?? "");
  return { ...before, value, ...(sentence === undefined ? {} : { problem: sentence }) };
}
