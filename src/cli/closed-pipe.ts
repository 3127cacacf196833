/** True when the reader of our output left (`| head`): nobody is there to be told. */
export const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE';
