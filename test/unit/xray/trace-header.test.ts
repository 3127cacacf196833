import { describe, expect, it } from 'vitest';
import {
  parseTraceHeader,
  printTraceHeader,
  type TraceHeader,
} from '../../../src/xray/trace-header.ts';

const ROOT = '1-5759e988-bd862e3fe1be46a994272793';
const NOTHING: TraceHeader = {
  root: undefined,
  parent: undefined,
  sampled: undefined,
  self: undefined,
  lineage: undefined,
  extras: [],
};

describe('parseTraceHeader', () => {
  it('reads what a traced service sends', () => {
    const lineage = 'a87bd80c:1|68fd508a:5|c512fbe3:2';
    expect(
      parseTraceHeader(`Root=${ROOT};Parent=53995c3f42cd8ad8;Sampled=1;Lineage=${lineage}`),
    ).toEqual({ ...NOTHING, root: ROOT, parent: '53995c3f42cd8ad8', sampled: '1', lineage });
  });

  it('reads what a load balancer sends', () => {
    const self = '1-67891234-12456789abcdef012345678';
    expect(parseTraceHeader(`Self=${self};Root=${ROOT}`)).toEqual({ ...NOTHING, root: ROOT, self });
  });

  it.each(['0', '1', '?'])('knows Sampled=%s', (sampled) => {
    expect(parseTraceHeader(`Sampled=${sampled}`).sampled).toBe(sampled);
  });

  it('takes spaces around members, and keys and ids in any case', () => {
    expect(
      parseTraceHeader(` root = ${ROOT.toUpperCase()} ; PARENT=53995C3F42CD8AD8 ;sampled=0; `),
    ).toEqual({ ...NOTHING, root: ROOT, parent: '53995c3f42cd8ad8', sampled: '0' });
  });

  it.each([
    ['a bad root', 'Root=1-zz'],
    ['a bad parent', 'Parent=123'],
    ['a decision that is none', 'Sampled=yes'],
    ['an empty header', ''],
    ['a lone semicolon', ';'],
    ['a key without a value', 'Root'],
    ['a value without a key', `=${ROOT}`],
    ['a line break', 'Lineage=a\r\nSet-Cookie: x=1'],
  ])('leaves out %s', (_name, text) => {
    expect(parseTraceHeader(text)).toEqual(NOTHING);
  });

  it('keeps the first of a repeated key', () => {
    expect(parseTraceHeader('Sampled=1;Sampled=0;a=1;A=2')).toEqual({
      ...NOTHING,
      sampled: '1',
      extras: [['a', '1']],
    });
  });

  it('keeps members it does not know, in order, equals signs and all', () => {
    expect(parseTraceHeader('b=2;a=x=y').extras).toEqual([
      ['b', '2'],
      ['a', 'x=y'],
    ]);
  });

  it('passes on no more extras than the SDKs do', () => {
    const extras = Array.from({ length: 50 }, (_, index) => `k${index}=${'v'.repeat(20)}`);
    expect(parseTraceHeader(extras.join(';')).extras).toHaveLength(11);
  });

  it('reads only the beginning of an overlong header', () => {
    expect(parseTraceHeader(`${';'.repeat(5_000)}Root=${ROOT}`).root).toBeUndefined();
  });
});

describe('printTraceHeader', () => {
  it('prints what is there', () => {
    const text = `Root=${ROOT};Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:1;x=y`;
    expect(printTraceHeader(parseTraceHeader(text))).toBe(text);
  });

  it('prints nothing for nothing', () => {
    expect(printTraceHeader(NOTHING)).toBe('');
  });
});
