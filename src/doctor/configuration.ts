// Whether the settings can be read, and whether everything that looks like one is one.

import { configurationProblems, SETTINGS, strangeSettings } from "../config.ts";
import { type Finding, ok, problem } from "../platform/finding.ts";

const ABOUT = "configuration";

/** `environment`: default that of this process. */
export function examineConfiguration(environment?: NodeJS.ProcessEnv): readonly Finding[] {
  const problems = [
    ...configurationProblems(environment).map((sentence) =>
      problem(
        ABOUT,
        `${sentence}.`,
        "Correct it in .env, or wherever it is set; .env.example says what each is for.",
      ),
    ),
    ...strangeSettings(environment).map(({ name, meant }) =>
      problem(
        ABOUT,
        `${name} is set, and nothing reads it.`,
        meant === undefined ? "Take it out; .env.example has all names." : `Call it ${meant}.`,
      ),
    ),
  ];
  return problems.length > 0 ? problems : [ok(ABOUT, `all of ${SETTINGS.length} settings can be read`)];
}
