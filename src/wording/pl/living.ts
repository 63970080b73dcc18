// Polish of messages that change where they stand.

export const LIVING: Readonly<Record<string, string>> = {
  "You shared this: everyone here sees it now, with your name.":
    "Udostępniono: teraz wszyscy tutaj to widzą, z twoim imieniem.",
  "That took longer than Discord waits for an answer where you asked. So it comes here.":
    "To trwało dłużej, niż Discord czeka na odpowiedź w tamtym miejscu. Dlatego odpowiedź przychodzi tutaj.",
  "Nobody else reads here, so this was shared with nobody.":
    "Nikt inny tu nie czyta, więc nikomu tego nie udostępniono.",
  "It came too late to be shared there. Share it again.":
    "Przyszło za późno, żeby to tam udostępnić. Udostępnij jeszcze raz.",
};
