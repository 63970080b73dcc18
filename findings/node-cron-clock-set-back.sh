#!/usr/bin/env bash
# node-cron 4.6.0: a task waits for what the clock will show, so a machine's clock that is set decides when it fires. Here a task
# of every second, watched for three seconds each time. Seen:
#   clock untouched            3 runs
#   set back by an hour        0 runs: it has a timer for the hour until the clock is where it was, and setting that right is too late
#   set ahead by ten minutes   3 runs, after 600 lines about missed ones: it goes through every moment that was left out, so
#                              years ahead are minutes of a busy process
# Who keeps it running for months should take only the moments from it (getNextRuns) and wait for them alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact node-cron@4.6.0
cat >seen.mjs <<'JS'
import { setTimeout as pause } from "node:timers/promises";
import { schedule } from "node-cron";
const RealDate = Date;
let offMs = 0;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given) => Reflect.construct(target, given.length === 0 ? [RealDate.now() + offMs] : given),
});
let runs = 0;
let missed = 0;
const logger = { info() {}, error() {}, debug() {}, warn: () => { missed += 1; } };
const watched = async (byMs) => {
  const task = schedule("* * * * * *", () => { runs += 1; }, { logger });
  await pause(200);
  [runs, missed] = [0, 0];
  offMs += byMs;
  await pause(3_200);
  await task.destroy();
  return `${runs >= 2 ? "some" : runs} runs, ${missed >= 590 ? "600" : missed} missed`;
};
const untouched = await watched(0);
const back = await watched(-3_600_000);
const ahead = await watched(600_000);
console.log([untouched, back, ahead].join(" | "));
process.exit();
JS
seen=$(node seen.mjs)
echo "$seen"
[ "$seen" = "some runs, 0 missed | 0 runs, 0 missed | some runs, 600 missed" ] || {
  echo "This has changed." >&2
  exit 1
}
