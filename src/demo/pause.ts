/** Resolves after `ms`: the time a real database or mail server would take. */
export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
