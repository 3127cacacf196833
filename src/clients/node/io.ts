import type { ReadStream } from 'node:tty';
import type { Io, Output } from '../../ports/io.ts';
import { readBounded } from './read-bounded.ts';

/** The streams of a process, as far as they are used. */
export interface ProcessStreams {
  readonly stdin: NodeJS.ReadableStream | ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

const outputOn = (stream: NodeJS.WriteStream): Output => {
  let broken: Error | undefined;
  // Without a listener a reader that left would crash the process; the write that meets it rejects instead.
  stream.on('error', (error: Error) => {
    broken = error;
  });
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) {
          reject(broken);
          return;
        }
        stream.write(text, (error) => {
          if (error) reject(error);
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
  stdout: outputOn(streams.stdout),
  stderr: outputOn(streams.stderr),
  readStdin: (maxBytes) => readBounded(streams.stdin, maxBytes, 'standard input'),
});
