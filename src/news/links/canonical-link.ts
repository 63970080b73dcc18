// What a link identifies: the same article has one canonical link, however it was copied; two articles have two.

import { isTrackingParameter } from "./tracking-parameters.ts";

/** Addresses of a site for other screens. */
const HOST_PREFIX = /^(?:www|m|amp)\.(?=[^.]+\.)/;

/** A page that only sends on: Google's `/url`, Facebook's `/l.php`, Twitter's, Reddit's, VK's. */
const REDIRECTING_PATH =
  /^\/(?:url|l|l\.php|link|link\.php|out|out\.php|away|away\.php|goto|redir|redirect|redirect\.php)\/?$/;

/** Mail programs that check a link before they open it: the path says nothing. */
const REDIRECTING_HOST = /\.safelinks\.protection\.outlook\.com$|^out\.reddit\.com$|^slack-redir\.net$/;

/** Parameters in which such a page carries where it sends to. */
const TARGET_PARAMETERS = ["url", "u", "q", "to", "target", "uddg", "dest", "destination", "goto"];

/** Copies that Google keeps for phones: the address is in the path. `s` stands for https. */
const AMP_COPY = /^\/(?:amp|c|v)\/(?:s\/)?([^/]+\.[^/]+\/.*)$/;
const AMP_COPY_HOST = /^(?:www\.)?google\.[a-z.]+$|\.cdn\.ampproject\.org$/;

/** Parameters by which a site is asked for its page for phones. */
const AMP_PARAMETERS = new Set(["amp", "outputtype"]);

/** A redirector may send to another one. */
const MOST_REDIRECTS = 5;

/**
 * The link without what differs between copies of it: scheme, user, `www.`, `m.`, `amp.`, trailing slashes, the case of host
 * and path, AMP, tracking parameters, the order of the others, and a fragment unless it names a page (`#/…`, `#!…`). A
 * redirector is what it points to. Never throws: what is no http(s) link is kept as it is but for outer spaces, and an
 * address without a host is empty.
 */
export function canonicalLink(link: string): string {
  return canonicalOf(link.trim(), MOST_REDIRECTS);
}

/** Whether a canonical link names more than a site: a front page is no article. */
export function namesPage(canonical: string): boolean {
  return /^[^/?#]+[/?#]./.test(canonical);
}

function canonicalOf(link: string, redirects: number): string {
  if (/^https?:[/\\]*(?:$|[?#])/i.test(link)) return "";
  const url = httpUrlOf(link);
  if (url === undefined) return link;
  const target = redirects === 0 ? undefined : targetOf(url);
  if (target !== undefined) return canonicalOf(target, redirects - 1);
  return `${hostOf(url)}${pathOf(url)}${parametersOf(url)}${fragmentOf(url)}`;
}

/** Undefined for everything but http(s) addresses; those may come without scheme. */
function httpUrlOf(link: string): URL | undefined {
  if (/^https?:/i.test(link)) return URL.parse(link) ?? undefined;
  if (/^\/\/[^/]/.test(link)) return URL.parse(`https:${link}`) ?? undefined;
  // A host has a dot, which no scheme in use has: `delfi.ee:8080/1` is a host with its port.
  return /^[^\s/?#:@]+\.[^\s/?#:@]+(?::\d+)?(?:[/?#]|$)/.test(link)
    ? (URL.parse(`https://${link}`) ?? undefined)
    : undefined;
}

function targetOf({ host, pathname, searchParams }: URL): string | undefined {
  const copied = AMP_COPY_HOST.test(host) ? AMP_COPY.exec(pathname)?.[1] : undefined;
  if (copied !== undefined) return `https://${copied}`;
  if (!REDIRECTING_PATH.test(pathname) && !REDIRECTING_HOST.test(host)) return undefined;
  return TARGET_PARAMETERS.map((name) => searchParams.get(name)?.trim()).find(
    (target) => target !== undefined && /^https?:\/\/[^/?#]*\./i.test(target) && URL.canParse(target),
  );
}

function hostOf({ host }: URL): string {
  let shorter = host.replace(/\.(?=:|$)/, "");
  while (HOST_PREFIX.test(shorter)) shorter = shorter.replace(HOST_PREFIX, "");
  return shorter;
}

function pathOf({ pathname }: URL): string {
  let path = pathname.toLowerCase();
  for (let before = ""; before !== path; ) {
    before = path;
    const segments = path.split("/");
    const kept = segments.filter((segment) => segment !== "amp");
    // A page that is called "amp" and nothing else is no copy of another.
    if (kept.some((segment) => segment !== "")) path = kept.join("/");
    path = path.replace(/\.amp(?=\.html?$|$)/, "").replace(/\/+$/, "");
  }
  return path;
}

function parametersOf({ searchParams }: URL): string {
  const kept = [...searchParams].filter(
    ([name, value]) => !isTrackingParameter(name) && !isAmpParameter(name, value) && `${name}${value}` !== "",
  );
  if (kept.length === 0) return "";
  const sorted = new URLSearchParams(kept);
  sorted.sort();
  return `?${sorted}`;
}

function isAmpParameter(name: string, value: string): boolean {
  return AMP_PARAMETERS.has(name.toLowerCase()) && /^(?:|1|true|amp)$/i.test(value);
}

function fragmentOf({ hash }: URL): string {
  return /^#[/!]./.test(hash) ? hash.replace(/\/+$/, "") : "";
}
