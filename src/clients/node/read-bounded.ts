/** Too much of it: the bytes that were allowed, and a `code` as the operating system's errors have one. */
const tooBig = (name: string, maxBytes: number): Error =>
  Object.assign(new Error(`${name} holds more than ${maxBytes} bytes`), { code: 'EFBIG' });

/** All of a stream as UTF-8 text; rejects with code EFBIG once it is over `maxBytes`, whatever more may come. */
export const readBounded = async (
  stream: AsyncIterable<string | Buffer>,
  maxBytes: number,
  name: string,
): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    bytes += buffer.length;
    if (bytes > maxBytes) throw tooBig(name, maxBytes);
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
};
