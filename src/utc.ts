// Loaded before all else: the process lives in UTC. node-cron stands still while the hour of the process's own zone repeats,
// whatever zone it is told, and a zone that a library reads while it loads could be no other afterwards. What people see has
// its zone said wherever it is formatted.

process.env.TZ = "UTC";
