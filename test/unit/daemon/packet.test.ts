import { describe, expect, it } from 'vitest';
import { parsePacket } from '../../../src/daemon/packet.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const document = (text: string) => ({ kind: 'document', text });
const rejected = (reason: string) => ({ kind: 'rejected', reason });

describe('a datagram to the daemon', () => {
  it.each([
    [
      'as Node and Python send it',
      '{"format":"json","version":1}\n{"id":"a"}',
      document('{"id":"a"}'),
    ],
    ['as Java sends it', '{"format": "json", "version": 1}\n{}', document('{}')],
    ['with a format in capitals', '{"format":"JSON","version":1}\n{}', document('{}')],
    ['with unknown header members', '{"format":"json","version":1,"x":2}\n{}', document('{}')],
    ['with a header ended by CRLF', '{"format":"json","version":1}\r\n{}', document('{}')],
    [
      'split at the first newline alone',
      '{"format":"json","version":1}\n{\n}\n',
      document('{\n}\n'),
    ],
    [
      'with a body that is no JSON',
      '{"format":"json","version":1}\nnot json',
      document('not json'),
    ],
    [
      'with text beyond ASCII',
      '{"format":"json","version":1}\n{"name":"café"}',
      document('{"name":"café"}'),
    ],
    ['with no byte', '', rejected('empty')],
    ['without a newline', '{"format":"json","version":1}', rejected('missing-segment')],
    ['without a segment', '{"format":"json","version":1}\n', rejected('missing-segment')],
    ['without a header', '\n{"id":"a"}', rejected('missing-header')],
    ['with another format', '{"format":"xml","version":1}\n{}', rejected('invalid-header')],
    ['with another version', '{"format":"json","version":2}\n{}', rejected('invalid-header')],
    ['with a version in quotes', '{"format":"json","version":"1"}\n{}', rejected('invalid-header')],
    ['with a header that is no JSON', 'format=json\n{}', rejected('invalid-header')],
    ['with a header that is no object', 'null\n{}', rejected('invalid-header')],
  ])('%s', (_name, text, expected) => {
    expect(parsePacket(bytes(text))).toEqual(expected);
  });

  it('keeps the place of bytes that are no UTF-8', () => {
    const datagram = Buffer.concat([
      bytes('{"format":"json","version":1}\n"a'),
      Buffer.from([0xff]),
      bytes('b"'),
    ]);
    expect(parsePacket(datagram)).toEqual(document('"a\ufffdb"'));
  });

  it('reads a view into a larger buffer', () => {
    const whole = bytes('xx{"format":"json","version":1}\n{}yy');
    expect(parsePacket(whole.subarray(2, whole.length - 2))).toEqual(document('{}'));
  });

  it('never quotes what it refuses', () => {
    expect(JSON.stringify(parsePacket(bytes('secret\nsecret')))).not.toContain('secret');
  });
});
