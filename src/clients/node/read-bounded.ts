import { addAbortSignal, type Readable } from 'node:stream';

/** Too much of it: the bytes that were allowed, and a `code` as the operating system's errors have one. */
const tooBig = (name: string, maxBytes: number): Error =>
  Object.assign(new Error(`${name} holds more than ${maxBytes} bytes`), { code: 'EFBIG' });

interface ReadOptions {
  readonly maxBytes: number;
  /** What is read, for messages. */
  readonly name: string;
  /** Ends the reading, which then rejects: nobody may ever write into a terminal or a pipe. */
  readonly signal?: AbortSignal | undefined;
}

/** All of a stream as UTF-8 text; rejects with code EFBIG once it is over `maxBytes`, whatever more may come. */
export const readBounded = async (
  stream: Readable,
  { maxBytes, name, signal }: ReadOptions,
): Promise<string> => {
  if (signal !== undefined) addAbortSignal(signal, stream);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<string | Buffer>) {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    bytes += buffer.length;
    if (bytes > maxBytes) throw tooBig(name, maxBytes);
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
};
