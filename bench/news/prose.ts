// The sentences around an event: of articles, of summaries, and what is put behind a title that is too short.

import { sentence, sentences } from "./events.ts";

/** Put behind a title until it is as long as it should be. */
export const TITLE_TAILS = [
  ", says <surname>",
  " in <place>",
  " – what [is known|we know] so far",
  ': "[We|They] [must|could|should] <do> the <noun>"',
  " after [a year|months|weeks] of <nouns>",
  " despite [an inquiry|the warnings|a ruling]",
  ", [lawyer|adviser] <other> explains",
  " – <body> to <do>",
  " in the dispute with <firm>",
].map(sentence);

/** In front of some titles. */
export const TITLE_HEADS = sentences(`
  <surname>:
  [Interview|Photos|Video|Gallery]:
  [Editorial|Column]:
  <place>:`);

/** What follows the first sentence in descriptions and texts. */
export const LEADS = sentences(`
  According to <person>, <thing> [was|had been] <did> by <other> and <firm> before the <noun> in <place>.
  <other> [said|told reporters] that the <term> had been <adverb> <did>, while <body> did not <do> <thing>.
  The [matter|case] concerns <matter>, and the <noun> is [estimated|put] at <sum>.
  It is about <matter> in <place>, where <number> people [are|were] waiting for <thing> of <body>.
  <firm> and <surname> [have|had] [until|time until] <day> to <do> the <term>, [a spokesman|the press officer] of <body> said.`);

export const BODY = sentences(`
  [The|A] <noun> of <thing> <did> <thing> in <place>, and <name> [added|was told] that [it|this] was not <adjective> for <thing>.
  According to <surname>, the <term> and <thing> have <adverb> been <did> by <name> [from|of] <firm>.
  It is [up to|the task of] <body> to <do> the <term>, [but|although] <thing> is <adjective> and <nouns> are [still|not] <did>.
  <other> <did> [him|her|them] that <thing> has to <do> <thing> and that it must be <did> in <town>.
  "We <did> <thing> on <day>, and I can <do> that there was no <adjective> <noun>," <surname> said.
  On <day> <name> <did> <number> <nouns> to <thing>, of which <figure> were <adjective>.
  If <thing> is <did>, [people|<nouns>|those] in <town> will have to <do> <thing> with a <noun>.
  He [also|then|later] <did> <thing> at <firm>, which [has|had] <did> a <adjective> <noun> for <sum>.
  [She|He|<name>] was [not|never|<adverb>] <did> by <thing>, [although|because] <nouns> and <nouns> had to <do> it.
  In <doing> <thing>, <body> <did> the [so-called|old] <local> without [a|any] <noun>.
  <name> from <town> said that they had not been <did> about <thing> and the <term> before <day>.
  There are [more than|about|at least] <number> <nouns> in <national> <nouns>, and [more|fewer] of them than [a year|ten years] ago.
  [But|And|So|Yet] it is <adjective> who will <do> <thing> and [at what price|by whom|when].
  This is [something|a <noun>] that <thing> should <do>, because all people in <country> have a right to [it|<thing>].
  <name> wrote to <thing> that <firm> was <did> by <nouns>, as <other> had <did> on <day>.
  One of [the|these] <nouns> is <matter>, which <thing> <did> in a <adjective> <noun> this year.
  They want to <do> <thing> by the end of the year, when <local> is <did> [again|in <town>|at last].
  <surname> is <did> under [paragraph|section] <figure> of the <noun> act, [the|a] <noun> of <local> and <thing>.
  [In addition|As a result|For this reason], [he|she|<name>] has a <adjective> <noun>, which is <did> by <figure> <nouns>.
  <name>, a <noun> at <local>, <did> <nouns> as <adjective> and <did> them to <thing>.
  What is more, <thing> for <matter> was <did> at <sum>, or <figure> percent of it.
  [It|This] can be <did> within <figure> days, and [that|it] is <adverb> <adjective> to <firm>.
  [Nobody|Not everyone] would <do> <name> and <thing>, if the <term> were <did>.
  "I do not <do> why [we|you|they] are so <adjective> to <thing>," said <name>, <doing> <nouns>.
  At the same time, [we|you] must <do> <thing> and those who are <adverb> <did>.
  [A few|Some|Many] <nouns> from <town> [came|went] to <do> <thing>, [but|and] <name> was [not|<adverb>] there.
  From <day> [on|onwards] <thing> will be <did> to <nouns> with <adjective> <nouns> or a <noun>.
  [Last year|In spring|A month ago], <name> had <did> that <nouns> would be too <adjective> for <local>.`);

/** How a summary begins, followed by the event. */
export const SUMMARY_BEGINNINGS = sentences(`
  The [news article|article] [reports|states] that in <country>:
  In <place>, <country>:
  According to the article:
  The article [discusses|highlights] <matter> in <country>.`);

export const SUMMARY = sentences(`
  <person> [stated|said|explained] that <thing> had been <did>, and <body> [will|is expected to|plans to] <do> <nouns> and <thing>.
  The [case|matter|dispute] involves <firm>, <other> and <number> <nouns>, and the [total amount|sum] is [estimated at|said to be] <sum>.
  [In addition|Meanwhile], <thing> of <place> has been <did> as <adjective>, while <thing> is to be <did> on <day>.
  [Critics|Experts|Opponents] [argue|believe|fear] that <thing> is <adjective> and that <nouns> should be <did> by <thing>.
  <other> [emphasized|stressed|recalled] the importance of <doing> <thing> and the need to <do> <adjective> <nouns>.
  The [decision|ruling] can be [appealed|challenged] within <figure> days, and <name> has <adverb> <did> <thing>.
  The [authorities|officials] have <did> <number> <nouns>, and the [discussion|inquiry] about <matter> [continues|is ongoing].
  <body> [has|had] <adverb> <did> <nouns> about the <term>, which <did> <name> and [other|some] <nouns>.
  The article [also mentions|further notes] that <name> from <town> <did> <thing> [with|against] a <adjective> <noun>.`);

/** What it means for each pillar. */
const MEANINGS = [
  "limits on the power of the government and the independence of the courts",
  "the fight against bribery and the misuse of public office",
  "access to public information and people's part in decisions",
  "fundamental rights, equal treatment and due process",
  "public safety and the absence of violence",
  "the proper enforcement of regulations and permits",
  "affordable and timely civil justice",
  "effective and impartial criminal justice",
] as const;

/** By mood: bad, plain, good. */
const VERDICTS = [
  "This [negatively affects|weakens|undermines|raises concerns about]",
  "This has [little|no direct|a neutral] [bearing on|effect on|relation to]",
  "This [positively affects|strengthens|supports|improves]",
] as const;

/** The last sentence of a summary, by pillar (from 0) and mood. */
export const CONCLUSIONS = MEANINGS.map((meaning) =>
  VERDICTS.map((verdict) => sentence(`${verdict} ${meaning}.`)),
);
