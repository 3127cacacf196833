import { describe, expect, it } from 'vitest';
import { tracesCsv } from '../../../../src/render/traces/traces-csv.ts';
import type { TraceSummary } from '../../../../src/xray/api/traces.ts';
import { makeSummary, traceIdOf } from '../../../support/fake-summaries.ts';

const csvOf = (summary: TraceSummary, annotations = false) => [
  ...tracesCsv([summary], { annotations }),
];

const withUrl = (HttpURL: string) => makeSummary(1, 0, { Http: { HttpURL } });

const urlFieldOf = (url: string) => csvOf(withUrl(url))[1]?.split(',').slice(6, -5).join(',');

describe('tracesCsv', () => {
  it('is a header and a record each, ended by CR LF, durations in seconds', () => {
    expect(csvOf(makeSummary(1, 1480615200.5))).toEqual([
      'time,id,duration,response_time,status,method,url,service,error,fault,throttle,partial\r\n',
      `2016-12-01T18:00:00.500000+00:00,${traceIdOf(1)},0.25,0.2,200,GET,http://shop.example.com/orders/1,shop,false,false,false,false\r\n`,
    ]);
  });

  it('leaves empty what is absent', () => {
    expect(csvOf({ Id: 'x' })[1]).toBe(',x,,,,,,,,,,\r\n');
  });

  it.each([
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    [' padded', '" padded"'],
    ['plain', 'plain'],
  ])('quotes %j only where it must', (text, field) => {
    expect(urlFieldOf(text)).toBe(field);
  });

  it.each(['=1+1', '+1', '-1', '@sum', '＝1', '=cmd|"/c calc"!A1'])(
    'keeps %j from being a formula',
    (text) => {
      expect(urlFieldOf(text)).toMatch(/^"?'/);
    },
  );

  it('never breaks a record or steers a terminal', () => {
    expect(urlFieldOf('a\r\nb\u001b[31m\u202e')).toBe('a\\r\\nb\\u001b[31m\\u202e');
  });

  it('writes annotations as one JSON cell', () => {
    const [header, record] = csvOf(
      makeSummary(1, 0, {
        Annotations: {
          plan: [{ AnnotationValue: { StringValue: 'gold' } }],
          age: [{ AnnotationValue: { NumberValue: 4 } }, { AnnotationValue: { NumberValue: 5 } }],
        },
      }),
      true,
    );
    expect(header).toMatch(/,annotations\r\n$/);
    expect(record).toMatch(/,"\{""age"":\[4,5\],""plan"":\[""gold""\]\}"\r\n$/);
  });
});
