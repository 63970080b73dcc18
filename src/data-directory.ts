// Where the program keeps what it knows: the one setting that is needed before the others are read, for what reads them is found there
// compiled.

/** DATA_DIR as it was given, or what it is without. */
export function dataDirectory(given: string | undefined = process.env.DATA_DIR): string {
  return given === undefined || given.trim() === "" ? "./data" : given;
}
