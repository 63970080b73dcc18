// A story of a digest as it was posted, and as it stands after it was scored anew, or withdrawn.

import type { Block } from "../../src/reply/reply.ts";
import { everyBlock } from "../reply/samples.ts";

type Story = Extract<Block, { type: "article" }>;

const { article } = everyBlock.article;
const verdict = article.assessments[0];

export const POSTED_CARD: Story = {
  ...everyBlock.article,
  article: { ...article, ...(verdict === undefined ? {} : { verdict: { ...verdict, score: 5 } }) },
};

export const CORRECTED_CARD: Story = {
  ...POSTED_CARD,
  article: {
    ...POSTED_CARD.article,
    ...(verdict === undefined ? {} : { verdict: { ...verdict, score: 3 } }),
    correction: { text: "corrected 14:05: ▲▲ → ●", isWithdrawn: false },
  },
};

export const WITHDRAWN_CARD: Story = {
  ...POSTED_CARD,
  article: {
    ...POSTED_CARD.article,
    correction: { text: "withdrawn 14:05: no longer in the data", isWithdrawn: true },
  },
};
