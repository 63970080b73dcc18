// What digests posted to the page since the program started. Each browser shows it where it stands in time.

import { isDeepStrictEqual } from "node:util";
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
  /** Which of all that was posted and corrected it was, counted from 1. */
  readonly n: number;
  /** The same of its last correction; `n` where there is none. */
  readonly change: number;
}

export interface Posts {
  /** One that is there already is not posted again. */
  add(post: Post): void;
  has(key: string): boolean;
  /** Makes one say something else; false where it is not there any more. The same once more changes nothing. */
  correct(post: Post): boolean;
  /** Those that were posted or corrected after that change, oldest first. */
  after(change: number): readonly NumberedPost[];
}

export function createPosts(): Posts {
  let posts: readonly NumberedPost[] = [];
  let changes = 0;
  const has = (key: string): boolean => key !== "" && posts.some((post) => post.key === key);
  return {
    add(post) {
      if (has(post.key)) return;
      changes += 1;
      posts = [...posts, { ...post, n: changes, change: changes }].slice(-MOST_POSTS);
    },
    has,
    correct(post) {
      const stood = has(post.key) ? posts.find(({ key }) => key === post.key) : undefined;
      if (stood === undefined) return false;
      if (isDeepStrictEqual(stood.replies, post.replies)) return true;
      changes += 1;
      const corrected = { ...stood, ...post, change: changes };
      posts = posts.map((one) => (one === stood ? corrected : one));
      return true;
    },
    after: (change) => posts.filter((post) => post.change > change),
  };
}
