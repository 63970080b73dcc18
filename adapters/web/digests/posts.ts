// What digests posted to the page since the program started. Each browser shows it where it stands in time.

import type { Reply } from "../../../src/reply/reply.ts";
import type { Codes } from "../../adapter.ts";

/** More than a day of hourly digests. */
const MOST_POSTS = 50;

export interface Post {
  /** Its message's key; empty for one that nobody looks for. */
  readonly key: string;
  readonly replies: readonly Reply[];
  readonly codes: Codes;
}

export interface NumberedPost extends Post {
  /** Counted from 1. */
  readonly n: number;
}

export interface Posts {
  /** One that is there already is not posted again. */
  add(post: Post): void;
  has(key: string): boolean;
  /** Those that came after the one of that number, oldest first. */
  after(n: number): readonly NumberedPost[];
}

export function createPosts(): Posts {
  let posts: readonly NumberedPost[] = [];
  let count = 0;
  const has = (key: string): boolean => key !== "" && posts.some((post) => post.key === key);
  return {
    add(post) {
      if (has(post.key)) return;
      count += 1;
      posts = [...posts, { ...post, n: count }].slice(-MOST_POSTS);
    },
    has,
    after: (n) => posts.filter((post) => post.n > n),
  };
}
