// Whoever has the page open is the admin: what they should know stands in it as a message of its own.

import type { Notifier } from "../../../src/platform/notifier.ts";
import type { Host } from "../../adapter.ts";
import type { Posts } from "../digests/posts.ts";
import { WEB_WORKSPACE } from "../in/read.ts";

export function createNotifier({ codes }: Pick<Host, "codes">, posts: Posts): Notifier {
  return {
    async tell(_workspace, _to, reply, notice) {
      const known = await codes.codesOf(WEB_WORKSPACE, reply);
      posts.add({ key: notice?.key ?? "", replies: [reply], codes: known });
    },
  };
}
