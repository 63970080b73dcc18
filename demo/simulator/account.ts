// Whose Dropbox this is, and the routes about that person.

import { z } from "zod";
import { defineRoute, type Route } from "./route.ts";
import type { Tokens } from "./tokens.ts";

/** Who answers to `users/get_current_account`. */
export interface Account {
  readonly accountId: string;
  readonly uid: string;
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
  readonly country: string;
  /** Absent: the person is a member of no team space. */
  readonly team?: TeamSpace;
}

/** The space of a team, in which a member has a folder of their own. */
export interface TeamSpace {
  /** Like `dbtid:…`. */
  readonly id: string;
  readonly rootNamespaceId: string;
  /** The member's folder as seen from the root, like `/Ana Ruiz`. */
  readonly homePath: string;
}

/** RootInfo of common.stone. */
export interface RootInfo {
  readonly ".tag": "user" | "team";
  readonly root_namespace_id: string;
  readonly home_namespace_id: string;
  readonly home_path?: string;
}

export const sampleAccount: Account = {
  accountId: "dbid:AACsimulatedsimulatedsimulatedsimul",
  uid: "1000001",
  givenName: "Ana",
  surname: "Ruiz",
  email: "ana@example.org",
  country: "EE",
};

/** FullAccount of users.stone. */
function fullAccount(account: Account, rootInfo: RootInfo): Record<string, unknown> {
  return {
    account_id: account.accountId,
    name: {
      given_name: account.givenName,
      surname: account.surname,
      familiar_name: account.givenName,
      display_name: `${account.givenName} ${account.surname}`,
      abbreviated_name: `${account.givenName.slice(0, 1)}${account.surname.slice(0, 1)}`,
    },
    email: account.email,
    email_verified: true,
    disabled: false,
    country: account.country,
    locale: "en",
    referral_link: "https://www.dropbox.com/referrals/simulated",
    is_paired: false,
    account_type: { ".tag": account.team === undefined ? "basic" : "business" },
    root_info: rootInfo,
  };
}

export const otherAccount: Account = {
  accountId: "dbid:AADsimulatedsimulatedsimulatedsimul",
  uid: "1000002",
  givenName: "Ben",
  surname: "Okoro",
  email: "ben@example.org",
  country: "LV",
};

/** Routes that need no files: who this is, whether a token works, and ending one. */
export function accountRoutes(options: {
  readonly account: Account;
  readonly rootInfo: () => RootInfo;
  readonly tokens: Tokens;
}): readonly Route[] {
  const { account, rootInfo, tokens } = options;
  return [
    defineRoute({
      name: "users/get_current_account",
      scope: "account_info.read",
      argument: z.null(),
      answer: () => ({ kind: "json", value: fullAccount(account, rootInfo()) }),
    }),
    defineRoute({
      name: "check/user",
      scope: "account_info.read",
      argument: z.strictObject({ query: z.string().max(500).default("") }).nullable(),
      answer: (argument) => ({ kind: "json", value: { result: argument?.query ?? "" } }),
    }),
    defineRoute({
      name: "auth/token/revoke",
      argument: z.null(),
      answer(_argument, call) {
        if (call.accessToken !== undefined) tokens.revoke(call.accessToken);
        return { kind: "json", value: null };
      },
    }),
  ];
}
