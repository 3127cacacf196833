import type { Readable } from 'node:stream';
import type { Io, Output } from '../../ports/io.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';
import { readBounded } from './read-bounded.ts';

/** The streams of a process, as far as they are used. */
export interface ProcessStreams {
  readonly stdin: Readable;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** A reader that left is told by its code (EPIPE); whatever else prevents a write is the user's to mend. */
const explainWriteError = (error: NodeJS.ErrnoException, name: string): Error => {
  if (error.code === 'EPIPE') return error;
  const why = error.code === 'ENOSPC' ? 'there is no space left on its device' : error.message;
  return new XrayctlError('usage', `cannot write to ${name}: ${why}`, {
    remedy: 'Free some space there, or send the output elsewhere.',
    cause: error,
  });
};

const outputOn = (stream: NodeJS.WriteStream, name: string): Output => {
  let broken: Error | undefined;
  // Without a listener a reader that left would crash the process; the write that meets it rejects instead.
  stream.on('error', (error: Error) => {
    broken = explainWriteError(error, name);
  });
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) {
          reject(broken);
          return;
        }
        stream.write(text, (error) => {
          if (error) reject(explainWriteError(error, name));
          else resolve();
        });
      }),
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns || undefined;
    },
  };
};

/** stdin, stdout and stderr of a process. */
export const createIo = (streams: ProcessStreams): Io => ({
  stdout: outputOn(streams.stdout, 'standard output'),
  stderr: outputOn(streams.stderr, 'standard error'),
  readStdin: (maxBytes, signal) =>
    readBounded(streams.stdin, { maxBytes, name: 'standard input', signal }),
});
