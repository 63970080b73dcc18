// A mistake that somebody might make, and the test that has to tell: what stands behind a row of docs/security.md is worth no
// more than what it catches.

export interface PlantedFault {
  /** What is wrong then. */
  readonly mistake: string;
  /** From the root of the project. */
  readonly file: string;
  /** Stands in the file once. */
  readonly text: string;
  /** Stands there then. */
  readonly instead: string;
  /** The title of the test that fails, as docs/security.md has it. */
  readonly caughtBy: string;
  /** Where the file that the page names is no test, but what several run: the test that runs it. */
  readonly runBy?: string;
}
