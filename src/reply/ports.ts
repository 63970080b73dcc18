// Ports of the lowest floor: what lower floors need said or done by somebody above them.

/** The time, in ms since 1970 UTC. The only clock of the program, so that tests and `--now` can set it. */
export type Clock = () => number;
