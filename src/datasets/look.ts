// One look at a workspace's news: for one command, or for what is decided together. Whatever asks and however often, the
// data set is looked up once, its snapshot is leased once and each article is read once.

import type { Lexicon } from "../language/declare/parsed.ts";
import type { Catalog } from "../news/catalog.ts";
import { type Content, instant, joinedContent } from "../reply/build.ts";
import { say, sayParts } from "../wording/say.ts";
import { sayStored } from "../wording/stored.ts";
import type { DataSet } from "./data-set.ts";
import type { DataSetLook, DataSetStatus } from "./data-set-status.ts";
import { heldNotice } from "./held-files.ts";
import type { CatalogLease, OpenSnapshots } from "./open-snapshots.ts";
import { readOnce } from "./read-once.ts";

/** What serves a workspace. Its catalog is good until the look is released. */
export interface ServedNews {
  readonly catalog: Catalog;
  /** The name of the data set that it is of. */
  readonly dataSet: string;
  /** Why the newest files are not all served, in a sentence or two; absent when all is well. */
  readonly notice?: Content;
}

/** Every method throws AppError "no-data", with what to do, where nothing is connected. */
export interface NewsLook {
  /** Words that the data know; none while there are no data. Never waits for files to be read. */
  lexicon(): Promise<Pick<Lexicon, "countries" | "sources">>;
  /**
   * What serves now. Waits for the first snapshot; throws the AppError that tells why when there is none. `newest`: not what is about
   * to be another process's newer news; says so by what `DataSet.lookAtNews` throws.
   */
  serving(options?: { readonly newest: boolean }): Promise<ServedNews>;
  /** A certain snapshot of the workspace's data, for later pages; undefined when it is gone, or served other data alone. */
  snapshot(id: string): Promise<ServedNews | undefined>;
  /** How the data stand. Never waits for files to be read. */
  status(): Promise<DataSetStatus>;
  /** Ends the look. What is asked for afterwards is answered, and held no longer. */
  release(): void;
}

export function createNewsLook(
  dataSetOf: () => Promise<DataSet>,
  snapshots: Pick<OpenSnapshots, "lease">,
): NewsLook {
  const leases = new Set<CatalogLease>();
  let isReleased = false;
  let dataSet: Promise<DataSet> | undefined;
  let now: Promise<DataSetLook> | undefined;
  let serving: Promise<ServedNews> | undefined;

  function hold({ lease }: { readonly lease?: CatalogLease | undefined }): void {
    if (lease === undefined) return;
    if (isReleased) lease.release();
    else leases.add(lease);
  }

  const ofWorkspace = (): Promise<DataSet> => {
    dataSet ??= dataSetOf();
    return dataSet;
  };

  function look(): Promise<DataSetLook> {
    now ??= firstLook();
    return now;
  }

  async function firstLook(): Promise<DataSetLook> {
    const first = await (await ofWorkspace()).look();
    hold(first);
    return first;
  }

  async function lookAtNews(options?: { readonly newest: boolean }): Promise<ServedNews> {
    const { name, lookAtNews: lookAgain } = await ofWorkspace();
    const seen = await lookAgain(await look(), options);
    hold(seen);
    now = Promise.resolve(seen);
    return newsOf(name, seen.lease.catalog, seen.status);
  }

  return {
    async lexicon() {
      const { lease } = await look();
      return lease === undefined ? NO_NAMES : lexiconOf(lease.catalog);
    },
    serving(options) {
      serving ??= lookAtNews(options);
      return serving;
    },
    async snapshot(id) {
      const { name, hasServed } = await ofWorkspace();
      const { lease: current, status } = await look();
      const isCurrent = current?.catalog.manifest.id === id;
      if (!isCurrent && !(await hasServed(id))) return undefined;
      const lease = isCurrent ? current : await snapshots.lease(id);
      hold({ lease });
      return lease === undefined ? undefined : newsOf(name, lease.catalog, status);
    },
    status: async () => (await look()).status,
    release() {
      isReleased = true;
      for (const lease of leases) lease.release();
      leases.clear();
    },
  };
}

/** The names that a catalog knows, the same lists each time: what is built of them is built once. */
function lexiconOf({ countries, sources }: Catalog): Pick<Lexicon, "countries" | "sources"> {
  const known = lexicons.get(sources);
  if (known !== undefined) return known;
  const names = { countries: countries.map(({ name }) => name), sources: sources.map(({ name }) => name) };
  lexicons.set(sources, names);
  return names;
}

const NO_NAMES: Pick<Lexicon, "countries" | "sources"> = { countries: [], sources: [] };

const lexicons = new WeakMap<Catalog["sources"], Pick<Lexicon, "countries" | "sources">>();

function newsOf(dataSet: string, catalog: Catalog, status: DataSetStatus): ServedNews {
  const notice = noticeOf(status);
  return { catalog: readOnce(catalog), dataSet, ...(notice === undefined ? {} : { notice }) };
}

/** What people must know about data that are not the newest, or not whole. */
function noticeOf({ manifest, problem, held, refused }: DataSetStatus): Content | undefined {
  if (manifest === undefined) return undefined;
  if (problem !== undefined)
    return sayParts("{problem} So this is still the news of {instant}.", {
      problem: sayStored(problem.sentence),
      instant: instant(manifest.builtAt),
    });
  const told = heldNotice(held);
  const sentences: readonly Content[] = [
    ...(told === undefined ? [] : [told]),
    ...(refused.length === 0
      ? []
      : [
          [
            say(
              "{count, plural, one {# file could not be read and is left out} other {# files could not be read and are left out}}: {status} says why.",
              { count: refused.length, status: "/news status" },
            ),
          ],
        ]),
  ];
  return sentences.length === 0 ? undefined : joinedContent(...sentences);
}
