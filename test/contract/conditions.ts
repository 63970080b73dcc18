// Conditions that somebody waits for, looked at whenever something changed.

export interface Conditions {
  /** Resolves when the condition holds. */
  until(condition: () => boolean): Promise<void>;
  changed(): void;
}

export function createConditions(): Conditions {
  const watchers = new Set<() => void>();
  return {
    until(condition) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = (): void => {
        if (!condition()) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
      return promise;
    },
    changed() {
      for (const look of watchers) look();
    },
  };
}
