// What comes of a search besides stories.

/** The full text is still being made; nothing could be looked up. */
export interface SearchNotReady {
  readonly type: "not-ready";
  /** Of how many articles the texts are in it. */
  readonly done: number;
  readonly of: number;
}
