/** What the network says, in words. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'nothing listens there'],
  ['ECONNRESET', 'the connection was cut'],
  ['EPIPE', 'the connection was cut'],
  ['ENOTFOUND', 'the name is not known'],
  ['EAI_AGAIN', 'the name could not be looked up'],
  ['EHOSTUNREACH', 'there is no way to that host'],
  ['ENETUNREACH', 'there is no way to that network'],
  ['ETIMEDOUT', 'no answer came in time'],
]);

/** Words for families of codes: certificates (OpenSSL's names), TLS (Node.js has two for it), HTTP's parser. */
const FAMILIES: readonly (readonly [codes: RegExp, words: (code: string) => string])[] = [
  [/CERT|SELF_SIGNED|LEAF_SIGNATURE/, (code) => `its certificate is not accepted (${code})`],
  [/^EPROTO$|^ERR_SSL_|^ERR_TLS_/, () => 'what answers there does not speak TLS as it should'],
  [/^HPE_/, () => 'what answers there does not speak HTTP'],
];

/** The code of an error of Node.js: of the system, of OpenSSL, of HTTP's parser. */
export const codeOf = (error: Error): string | undefined => {
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Several addresses were tried: what the first one said stands for all.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return first instanceof Error ? codeOf(first) : undefined;
};

/** What prevented an exchange with another machine, in words; undefined for an error that is not of the network. */
export const networkWords = (error: Error): string | undefined => {
  const code = codeOf(error) ?? '';
  const known = WORDS.get(code) ?? FAMILIES.find(([codes]) => codes.test(code))?.[1](code);
  if (known !== undefined) return known;
  // The SDK's name for what it gave up waiting for, which it also gives to connections that were cut.
  if (error.name === 'TimeoutError') return WORDS.get('ETIMEDOUT');
  // Whatever else the system refused to do for us: no bug of ours.
  return 'syscall' in error ? error.message.split('\n', 1)[0] : undefined;
};
