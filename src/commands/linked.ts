// `/news linked`: what is asked of a message that links to articles. The doors on messages run it; nobody needs to type it.

import { formatCommand } from "../language/declare/format.ts";
import type { Article } from "../news/article.ts";
import { UNTITLED } from "../news/card.ts";
import type { Catalog } from "../news/catalog.ts";
import { canonicalLink, namesPage } from "../news/links/canonical-link.ts";
import { addressesIn, type Wanted } from "../platform/linked.ts";
import { actions, command, dotted, heading, paragraph, privately, refusing } from "../reply/build.ts";
import { excerpt } from "../reply/excerpt.ts";
import type { Action, Reply } from "../reply/reply.ts";
import type { Subscriptions } from "../store/subscriptions.ts";
import { DAY_MS } from "../time/units.ts";
import { say, wording } from "../wording/say.ts";
import { muteOptions } from "./digest/mute-options.ts";
import { findByAddress, nameOfArticle } from "./news/find-article.ts";
import { articleOption, dayOf, showText } from "./news/one-article.ts";
import { type Command, type CommandContext, defineCommand } from "./serve/define.ts";
import { checkRole } from "./serve/roles.ts";

/** Links of one message that are looked up: each is sought among all articles. */
const MOST_LINKS = 10;

/** Digests offered to keep an outlet out of. */
const MOST_DIGESTS = 5;

/** A button's label on every platform; https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const LABEL_LENGTH = 75;

const PATH = ["news", "linked"] as const;
const MUTE_PATH = ["digest", "mute"] as const;

const options = {
  links: { kind: "text", summary: wording("Addresses of articles"), rest: true, maxLength: 1_000 },
  wanted: {
    kind: "choice",
    summary: wording("What to do with the article"),
    choices: [
      { value: "reports", label: wording("reports of this story"), aliases: [] },
      { value: "why", label: wording("why digests showed it or not"), aliases: [] },
      { value: "mute", label: wording("mute its source"), aliases: [] },
    ],
  },
} as const;

/** `commands`: those that it leads to, for the roles they need. */
export function linkedCommand(subscriptions: Subscriptions, commands: readonly Command[]): Command {
  const mute = commands.find(({ path }) => path.join(" ") === MUTE_PATH.join(" "));

  async function answerOf(wanted: Wanted, article: Article, context: CommandContext): Promise<Reply> {
    switch (wanted) {
      case "reports":
      case "why":
        return context.run(textOf(wanted, article));
      case "mute":
        return muteReply(subscriptions, article, context);
    }
  }

  return defineCommand({
    path: PATH,
    hidden: true,
    summary: wording("What is known of the articles that a message links to"),
    role: "read",
    answers: "message",
    examples: ["/news linked https://news.example/1 wanted why"],
    options,
    async handler({ links = "", wanted = "reports" }, context): Promise<Reply> {
      if (wanted === "mute" && mute !== undefined) checkRole(context.invocation.actor, mute);
      const addresses = addressesIn(links);
      if (addresses.length === 0)
        return refusing(
          paragraph(
            say(
              "There is no link in that message, so I cannot tell which article is meant. Use this on a message that links to one, or find it by words of its title: /news show <words>.",
            ),
          ),
        );
      const { catalog } = await context.news.serving();
      const articles = await articlesAt(catalog, addresses.slice(0, MOST_LINKS));
      const asked = wanted === "mute" ? onePerOutlet(articles) : articles;
      const [only, ...others] = asked;
      if (only === undefined) return unknownReply(addresses);
      if (others.length === 0) return answerOf(wanted, only, context);
      return privately(
        paragraph(
          say(
            "That message links to {count, plural, one {# article} other {# articles}} of the news here. Which one:",
            { count: articles.length },
          ),
        ),
        actions(...labelled(asked).map(([label, article]) => command(label, textOf(wanted, article)))),
      );
    },
  });
}

async function articlesAt(catalog: Catalog, addresses: readonly string[]): Promise<readonly Article[]> {
  const found = new Map<string, Article>();
  for (const address of addresses) {
    // A front page is no article.
    if (!namesPage(canonicalLink(address))) continue;
    for (const article of await findByAddress(catalog, address)) found.set(article.id, article);
  }
  return [...found.values()];
}

/** Of articles of one outlet the first: they are muted together. */
function onePerOutlet(articles: readonly Article[]): readonly Article[] {
  return [...Map.groupBy(articles, ({ source, id }) => source ?? id).values()].flatMap(
    ([first]) => first ?? [],
  );
}

function textOf(wanted: Wanted, { id, link }: Article): string {
  switch (wanted) {
    case "reports":
      return showText(id);
    case "why":
      return formatCommand(["digest", "why"], { article: nameOfArticle(id) }, { article: articleOption });
    case "mute":
      return formatCommand(PATH, { links: link, wanted }, options);
  }
}

/** Title and outlet; where two read alike, the day as well. */
function labelled(articles: readonly Article[]): readonly (readonly [string, Article])[] {
  const labelOf = ({ title = say(UNTITLED), source }: Article, day?: string): string => {
    const end = dotted(source, day);
    return end === ""
      ? excerpt(title, LABEL_LENGTH)
      : `${excerpt(title, LABEL_LENGTH - end.length - 3)} · ${end}`;
  };
  const plain = articles.map((article) => labelOf(article));
  return articles.map((article, at) => {
    const isAlone = plain.every((label, other) => other === at || label !== plain[at]);
    return [isAlone ? labelOf(article) : labelOf(article, dayOf(article.publishedAt)), article];
  });
}

function unknownReply(addresses: readonly string[]): Reply {
  const [only] = addresses;
  return refusing(
    paragraph(
      addresses.length === 1 && only !== undefined
        ? say(
            "The link {link} leads to no article of the news here. Another report of it may be here: look for words of its title, /news search <words>.",
            { link: excerpt(only, 80) },
          )
        : say(
            "None of the {count} links in that message leads to an article of the news here. Another report of it may be here: look for words of its title, /news search <words>.",
            { count: addresses.length },
          ),
    ),
    actions(command(say("Latest news"), "/news latest")),
  );
}

/** Asks where the outlet is to be kept out: what is pressed by mistake is a digest that says less. */
async function muteReply(
  subscriptions: Subscriptions,
  { source, title = say(UNTITLED) }: Article,
  { invocation: { actor, workspace } }: CommandContext,
): Promise<Reply> {
  if (source === undefined)
    return refusing(
      paragraph(
        say('The data do not say which outlet reported "{title}", so there is none to mute.', {
          title: excerpt(title, 80),
        }),
      ),
    );
  const button = (label: string, values: Readonly<Record<string, string | number>>): Action =>
    command(label, formatCommand(MUTE_PATH, { what: "source", value: source, ...values }, muteOptions));
  const isAdmin = actor.roles.includes("admin");
  const own = (await subscriptions.ofWorkspace(workspace)).filter(({ ownerId }) => ownerId === actor.id);
  const buttons = [
    ...(isAdmin
      ? [button(say("Everywhere for 7 days"), { for: 7 * DAY_MS }), button(say("Everywhere for good"), {})]
      : []),
    ...own
      .slice(0, MOST_DIGESTS)
      .map(({ id, name }) => button(excerpt(say('In "{name}"', { name }), LABEL_LENGTH), { digest: id })),
  ];
  if (buttons.length === 0)
    return refusing(
      paragraph(
        say(
          "You have no digest here to keep {source} out of, and what is kept out of every digest is for admins to say. Nothing was changed.",
          { source },
        ),
      ),
    );
  return privately(
    heading(say("Mute {source}", { source })),
    paragraph(
      isAdmin
        ? own.length > 0
          ? say(
              "Keep it out of every digest and alert here or one of yours? Nothing is changed until you press.",
            )
          : say("Keep it out of every digest and alert here? Nothing is changed until you press.")
        : say("Keep it out of one of yours? Nothing is changed until you press."),
    ),
    actions(...buttons),
  );
}
