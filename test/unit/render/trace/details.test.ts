import { describe, expect, it } from 'vitest';
import type { ExceptionBlock, Segment } from '../../../../src/xray/segment.ts';
import { idOf, makeSegment, makeSubsegment } from '../../../support/make-segment.ts';
import { drawWaterfall } from './draw-scenario.ts';

const thrown = (
  id: number,
  message: string,
  more: Partial<ExceptionBlock> = {},
): ExceptionBlock => ({
  id: idOf(id),
  type: 'Timeout',
  message,
  ...more,
});

const exceptionLines = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line.includes('✗')).map((line) => line.slice(line.indexOf('✗')));

/** A call from `shop` to `mailer`, which calls SES. */
const chain = (
  shop: Partial<Segment>,
  mailer: Partial<Segment>,
  ses: readonly ExceptionBlock[],
) => [
  makeSegment(1, [0, 1], {
    name: 'shop',
    fault: true,
    subsegments: [
      makeSubsegment(2, [0.1, 0.9], { name: 'mailer-host', namespace: 'remote', fault: true }),
    ],
    ...shop,
  }),
  makeSegment(3, [0.2, 0.8], {
    name: 'mailer',
    parent_id: idOf(2),
    fault: true,
    subsegments: [
      makeSubsegment(4, [0.3, 0.7], {
        name: 'SES',
        namespace: 'aws',
        fault: true,
        cause: { exceptions: ses },
      }),
    ],
    ...mailer,
  }),
];

describe('exceptions', () => {
  it('stand beneath their node in one line with type, message and who threw', () => {
    const subsegments = [
      makeSubsegment(2, [0, 0.5], {
        name: 'parse',
        fault: true,
        cause: { exceptions: [thrown(9, 'too slow')] },
      }),
    ];
    const lines = drawWaterfall([makeSegment(1, [0, 1], { name: 'shop', subsegments })]);
    const at = lines.findIndex((line) => line.includes('parse '));
    expect(lines[at + 1]).toMatch(/^[│┃]? +✗ Timeout: too slow {2}from shop › parse$/);
  });

  it('name the service that answered an AWS call with the error', () => {
    const lines = drawWaterfall(chain({}, {}, [thrown(9, 'rejected', { remote: true })]));
    expect(exceptionLines(lines)).toEqual(['✗ Timeout: rejected  from SES via mailer']);
  });

  it('follow an id that a segment gives as its cause', () => {
    const lines = drawWaterfall(chain({}, { cause: idOf(9) }, [thrown(9, 'rejected')]));
    expect(exceptionLines(lines)).toEqual([
      '✗ Timeout: rejected  from mailer › SES',
      '✗ Timeout: rejected  from mailer › SES',
    ]);
  });

  it('follow the subsegment that the SDK for Node names as the cause', () => {
    const cause = { id: idOf(4), exceptions: [] } as Segment['cause'] & object;
    const lines = drawWaterfall(chain({}, { cause }, [thrown(9, 'rejected')]));
    expect(exceptionLines(lines)).toHaveLength(2);
  });

  it('follow remote exceptions into the called service', () => {
    const gateway = {
      exceptions: [thrown(7, 'mailer answered 500', { type: 'BadGateway', remote: true })],
    };
    const lines = drawWaterfall(chain({ cause: gateway }, {}, [thrown(9, 'rejected')]));
    expect(exceptionLines(lines)[0]).toBe('✗ BadGateway: mailer answered 500  from mailer › SES');
  });

  it('follow the same exception, recorded again on its way up', () => {
    const again = { exceptions: [thrown(8, 'rejected')] };
    const lines = drawWaterfall(chain({ cause: again }, { cause: again }, [thrown(9, 'rejected')]));
    expect(new Set(exceptionLines(lines))).toEqual(
      new Set(['✗ Timeout: rejected  from mailer › SES']),
    );
  });

  it('follow causes within a node, and tell them as causes', () => {
    const cause = {
      exceptions: [
        thrown(8, 'no users', { type: 'ServletException', cause: idOf(9) }),
        thrown(9, 'connection reset', { type: 'SQLException' }),
      ],
    };
    const lines = drawWaterfall([makeSegment(1, [0, 1], { name: 'shop', fault: true, cause })]);
    expect(exceptionLines(lines)).toEqual([
      '✗ ServletException: no users  from shop',
      '✗ caused by SQLException: connection reset  from shop',
    ]);
  });

  it('end where causes run in a circle', () => {
    const cause = {
      exceptions: [thrown(8, 'a', { cause: idOf(9) }), thrown(9, 'b', { cause: idOf(8) })],
    };
    const lines = drawWaterfall([makeSegment(1, [0, 1], { name: 'shop', fault: true, cause })]);
    expect(exceptionLines(lines)).toHaveLength(2);
  });

  it('are named by their id when they are not in the trace', () => {
    const lines = drawWaterfall([
      makeSegment(1, [0, 1], { name: 'shop', fault: true, cause: 'abcdef0123456789' }),
    ]);
    expect(exceptionLines(lines)).toEqual([
      '✗ exception abcdef0123456789, recorded in a part of the trace that never arrived',
    ]);
  });

  it('of folded siblings are told once, with their number', () => {
    const subsegments = Array.from({ length: 4 }, (_, index) =>
      makeSubsegment(10 + index, [index / 10, index / 10 + 0.05], {
        name: 'mysql',
        fault: true,
        cause: { exceptions: [thrown(20 + index, 'locked')] },
      }),
    );
    const lines = drawWaterfall([makeSegment(1, [0, 1], { name: 'shop', subsegments })]);
    expect(exceptionLines(lines)).toEqual(['✗ Timeout: locked ×4  from shop › mysql']);
  });

  it('have their frames, and what was left out of them, with --stack', () => {
    const exception = thrown(9, 'rejected', {
      stack: [{ path: 'mail.ts', line: 31, label: 'sendMail' }, { label: 'main' }],
      truncated: 12,
    });
    const cause = { exceptions: [exception] };
    const lines = drawWaterfall([makeSegment(1, [0, 1], { name: 'shop', fault: true, cause })], {
      options: { stack: true },
    });
    const at = lines.findIndex((line) => line.includes('✗'));
    expect(lines.slice(at, at + 5).map((line) => line.trim())).toEqual([
      '✗ Timeout: rejected',
      'from shop',
      'at sendMail (mail.ts:31)',
      'at main',
      '(12 more frames not recorded)',
    ]);
  });
});

describe('details of a node', () => {
  const documents = [
    makeSegment(1, [0, 1], {
      name: 'shop',
      annotations: { tier: 'gold', retries: 2, beta: false },
      metadata: { default: { basket: [1, { sku: 'x' }] }, debug: 'on' },
      subsegments: [
        makeSubsegment(2, [0, 1], {
          name: 'orders',
          namespace: 'remote',
          sql: {
            database_type: 'MySQL',
            url: 'mysql://db',
            user: 'app',
            sanitized_query: 'SELECT *\n  FROM orders',
          },
        }),
      ],
    }),
  ];
  const linesWith = (tag: string, options: object): readonly string[] =>
    drawWaterfall(documents, { options }).filter((line) => line.includes(`  ${tag}  `));

  it('are shown as far as they are asked for', () => {
    expect(linesWith('annotation', { annotations: true })).toEqual([
      '┃  annotation  tier = gold',
      '┃  annotation  retries = 2',
      '┃  annotation  beta = false',
    ]);
    expect(linesWith('metadata', { metadata: true })).toEqual([
      '┃  metadata    default.basket = [1,{"sku":"x"}]',
      '┃  metadata    debug = on',
    ]);
    expect(linesWith('sql', { sql: true })).toEqual([
      '      sql         MySQL, mysql://db, user app',
      '      sql         SELECT * FROM orders',
    ]);
    expect(linesWith('annotation', {})).toEqual([]);
  });

  it('are wrapped to the width, and neutralised', () => {
    const note = `${'word '.repeat(30)}\u001b[2J`;
    const lines = drawWaterfall([makeSegment(1, [0, 1], { name: 'shop', annotations: { note } })], {
      options: { annotations: true },
      style: { width: 60 },
    });
    const at = lines.findIndex((line) => line.includes('annotation'));
    expect(lines[at + 1]).toMatch(/^ {15}word/);
    expect(lines.join('\n')).toContain('\\u001b[2J');
  });
});
