// One question from the page, from what is sent to the turn that answers it.

import { randomUUID } from "node:crypto";
import type { Input } from "../../../src/platform/invocation.ts";
import { createRequests, type Requests } from "../../../src/platform/requests.ts";
import { asReadAlone } from "../../../src/platform/sharing.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { zoneNamed } from "../../../src/time/zones.ts";
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
  /** The turn in whose place the answer stands. */
  readonly turn?: string;
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
  /** A refusal takes nothing away: `isInPlace` tells whether the answer stands where the turn stood. */
  ask(question: Question): Promise<{ readonly turn: Turn; readonly isInPlace: boolean }>;
  send(form: SentForm): Promise<Sent>;
  /** The turn of a reply that nobody asked for: a post of that number, or a notice. */
  posted(session: Session, reply: Reply, codes: Codes, post: number): Promise<Turn>;
  /** The turns of a post that was corrected: the first says it all, the others go. Nothing where they are forgotten. */
  corrected(
    session: Session,
    replies: readonly Reply[],
    codes: Codes,
    post: number,
  ): Promise<{ readonly turn: Turn; readonly removed: readonly string[] } | undefined>;
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
    return requests.once(requestId, async () =>
      asReadAlone(
        await router.handle(webInvocation(input, requestId, reader), { progress: () => undefined }),
      ),
    );
  }

  type Given = Omit<Turn, "id" | "codes" | "pictures">;

  async function kept(session: Session, given: Given, place = ""): Promise<Turn> {
    const known = await codes.codesOf(WEB_WORKSPACE, given.reply);
    const turn = { ...given, codes: known, pictures: await picturesOf(given.reply) };
    return session.turns.replace(place, turn) ?? session.turns.add(turn);
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
      const { session, asked, turn: place } = question;
      const reply = await replyTo(question);
      const stood = place === undefined || reply.isRefusal === true ? undefined : session.turns.find(place);
      const turn = await kept(
        session,
        { asked, reply, zone: zoneNamed(question.reader.zone ?? "") },
        stood?.id,
      );
      return { turn, isInPlace: turn.id === stood?.id };
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
      return {
        type: "answered",
        turn: await kept(session, {
          asked: form?.submit ?? say("Send"),
          reply,
          zone: zoneNamed(of.reader.zone ?? ""),
        }),
      };
    },
    async posted(session, reply, known, post) {
      const pictures = await picturesOf(reply);
      return session.turns.add({ isPost: true, post, reply, codes: known, pictures });
    },
    async corrected(session, [reply], known, post) {
      const [first, ...others] = session.turns.ofPost(post);
      if (first === undefined || reply === undefined) return undefined;
      for (const { id } of others) session.turns.remove(id);
      const pictures = await picturesOf(reply);
      const turn = session.turns.replace(first.id, { isPost: true, post, reply, codes: known, pictures });
      return turn === undefined ? undefined : { turn, removed: others.map(({ id }) => id) };
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
