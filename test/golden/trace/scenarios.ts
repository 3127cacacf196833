import type {
  ExceptionBlock,
  HttpBlock,
  IndependentSubsegment,
  Segment,
  SegmentDocument,
  Subsegment,
} from '../../../src/xray/segment.ts';
import {
  idOf,
  makeIndependent,
  makeSegment,
  makeSubsegment,
  TRACE_ID,
} from '../../support/make-segment.ts';

/** A trace to look at. Times of its makers are milliseconds after its beginning; no end: in progress. */
export interface Scenario {
  readonly id: string;
  readonly documents: readonly SegmentDocument[];
}

type Span = readonly [start: number, end?: number];

const seconds = ([start, end]: Span): Span =>
  end === undefined ? [start / 1000] : [start / 1000, end / 1000];

const segment = (id: number, name: string, span: Span, extra: Partial<Segment> = {}): Segment =>
  makeSegment(id, seconds(span), { name, ...extra });

const subsegment = (
  id: number,
  name: string,
  span: Span,
  extra: Partial<Subsegment> = {},
): Subsegment => makeSubsegment(id, seconds(span), { name, ...extra });

const scenario = (...documents: readonly SegmentDocument[]): Scenario => ({
  id: TRACE_ID,
  documents,
});

const http = (method: string, url: string, status: number): HttpBlock => ({
  request: { method, url },
  response: { status },
});

/** The tutorial's own drawing: User Management, MySQL (85 ms), Notification (130 ms), SES (115 ms). */
export const tutorial = (): Scenario =>
  scenario(
    segment(1, 'user-management', [0, 245], {
      http: http('POST', 'https://usermgmt.example.com/usermgmt/user', 201),
      annotations: { operation: 'createUser', userId: 37 },
      metadata: {
        default: { request: { fields: ['username', 'email', 'firstname', 'lastname'] } },
      },
      subsegments: [
        subsegment(2, 'hash-password', [4, 16]),
        subsegment(3, 'users@mysql', [20, 105], {
          namespace: 'remote',
          sql: {
            url: 'mysql://mysql:3306/users',
            database_type: 'MySQL',
            database_version: '8.0.36',
            user: 'dbadmin',
            sanitized_query: 'INSERT INTO users (username, email) VALUES (?, ?)',
          },
        }),
        subsegment(4, 'notification-clusterip-service', [108, 242], {
          namespace: 'remote',
          http: {
            request: {
              method: 'POST',
              url: 'http://notification-clusterip-service:8096/notification/send',
              traced: true,
            },
            response: { status: 202 },
          },
        }),
      ],
    }),
    segment(5, 'notification', [110, 240], {
      parent_id: idOf(4),
      http: http('POST', 'http://notification-clusterip-service:8096/notification/send', 202),
      annotations: { template: 'welcome' },
      metadata: {
        default: {
          message: { messageId: '0100018c-7a1e-4a5e-b5f4-0d2d6f3f1b6e', provider: 'ses' },
        },
      },
      subsegments: [
        subsegment(6, 'SES', [120, 235], {
          namespace: 'aws',
          aws: { operation: 'SendEmail', region: 'us-east-1', retries: 0 },
          http: { response: { status: 200 } },
        }),
      ],
    }),
  );

const rejected = (id: number, remote: boolean): ExceptionBlock => ({
  id: idOf(id),
  type: 'MessageRejected',
  message: 'Email address is on the suppression list for your account',
  remote,
  stack: [
    { path: '/app/src/mail.ts', line: 31, label: 'sendMail' },
    { path: '/app/src/notification-service.ts', line: 14, label: 'handle' },
    { path: 'node:internal/process/task_queues', line: 95, label: 'processTicksAndRejections' },
  ],
  truncated: 12,
});

/** SES refuses; the exception travels through Notification (by id, as the SDK for Node writes it) to the first caller. */
export const fault = (): Scenario =>
  scenario(
    segment(1, 'user-management', [0, 180], {
      fault: true,
      http: http('POST', 'https://usermgmt.example.com/usermgmt/notification', 502),
      cause: {
        exceptions: [
          { id: idOf(90), type: 'BadGateway', message: 'notification answered 500', remote: true },
        ],
      },
      subsegments: [
        subsegment(2, 'notification-clusterip-service', [6, 172], {
          namespace: 'remote',
          fault: true,
          http: http('POST', 'http://notification-clusterip-service:8096/notification/send', 500),
        }),
        subsegment(9, 'audit-log', [6, 60], {
          namespace: 'aws',
          aws: { operation: 'PutObject', bucket_name: 'audit' },
        }),
      ],
    }),
    segment(3, 'notification', [14, 165], {
      parent_id: idOf(2),
      fault: true,
      http: http('POST', 'http://notification-clusterip-service:8096/notification/send', 500),
      cause: { id: idOf(5), exceptions: [] } as never,
      subsegments: [
        subsegment(4, 'templates', [20, 44], {
          namespace: 'aws',
          throttle: true,
          error: true,
          aws: { operation: 'GetItem', table_name: 'mail-templates' },
          http: { response: { status: 400 } },
        }),
        subsegment(5, 'SES', [50, 160], {
          namespace: 'aws',
          fault: true,
          error: true,
          aws: { operation: 'SendEmail' },
          http: { response: { status: 400 } },
          cause: { working_directory: '/app', exceptions: [rejected(91, true)] },
        }),
      ],
    }),
  );

/** One list, then one query for each of its 37 rows, one of them failing. */
export const nPlusOne = (): Scenario =>
  scenario(
    segment(1, 'user-management', [0, 1300], {
      http: http('GET', 'https://usermgmt.example.com/usermgmt/users', 200),
      subsegments: [
        subsegment(2, 'users@mysql', [5, 30], {
          namespace: 'remote',
          sql: { sanitized_query: 'SELECT id FROM users ORDER BY id DESC LIMIT 38' },
        }),
        ...Array.from({ length: 38 }, (_, index) =>
          subsegment(
            10 + index,
            'users@mysql',
            [40 + index * 32, 40 + index * 32 + 24 + ((index * 7) % 9)],
            {
              namespace: 'remote',
              sql: {
                sanitized_query: `SELECT role FROM user_roles WHERE user_id = ${1000 + index}`,
              },
              ...(index === 20
                ? {
                    fault: true,
                    cause: {
                      exceptions: [
                        {
                          id: idOf(99),
                          type: 'LockWaitTimeout',
                          message: 'Lock wait timeout exceeded; try restarting transaction',
                        },
                      ],
                    },
                  }
                : {}),
            },
          ),
        ),
      ],
    }),
  );

/** What goes wrong with traces themselves: an early clock, a caller that never arrived, work that has not ended. */
export const broken = (): Scenario => {
  const openCall = subsegment(8, 'S3', [340], {
    namespace: 'aws',
    aws: { operation: 'PutObject', bucket_name: 'reports' },
  });
  const alone: IndependentSubsegment = {
    ...makeIndependent(12, 0, [0.21, 0.26], { name: 'redis', namespace: 'remote' }),
    parent_id: 'feedfacecafebeef',
  };
  return scenario(
    segment(1, 'gateway', [0, 900], {
      http: http('GET', 'https://shop.example.com/report?month=11', 200),
      subsegments: [
        subsegment(2, 'pricing', [20, 180], {
          namespace: 'remote',
          http: http('GET', 'http://pricing/v2/prices', 200),
        }),
        subsegment(3, 'report-queue', [190, 200], {
          namespace: 'aws',
          aws: {
            operation: 'SendMessage',
            queue_url: 'https://sqs.us-east-1.amazonaws.com/123456789012/report-queue',
          },
        }),
        subsegment(4, 'render', [560, 890]),
      ],
    }),
    segment(5, 'pricing', [-60, 95], {
      parent_id: idOf(2),
      http: http('GET', 'http://pricing/v2/prices', 200),
    }),
    segment(7, 'report-worker', [300], { parent_id: idOf(3), subsegments: [openCall] }),
    segment(11, 'billing', [200, 420], {
      parent_id: 'feedfacecafebeef',
      error: true,
      http: http('GET', 'http://billing/i', 404),
    }),
    alone,
  );
};

/** A tenth of a millisecond beside half a minute, and work side by side. */
export const extremes = (): Scenario =>
  scenario(
    segment(1, 'batch-runner', [0, 30_000], {
      subsegments: [
        subsegment(2, 'read-config', [0.2, 0.3]),
        subsegment(3, 'download', [10, 29_800], {
          namespace: 'remote',
          http: http('GET', 'https://files.example.com/archive.tar', 200),
        }),
        subsegment(4, 'warm-cache', [10, 9_000]),
        subsegment(5, 'thumbnails', [500, 21_000], {
          subsegments: [
            subsegment(6, 'resize', [700, 12_000]),
            subsegment(7, 'upload', [12_100, 20_900], {
              namespace: 'aws',
              aws: { operation: 'PutObject' },
            }),
          ],
        }),
        subsegment(8, 'flush', [29_999.8, 29_999.9]),
      ],
    }),
  );

/** Names that are wide, joined, combining, reordering or obeyed by a terminal. */
export const names = (): Scenario =>
  scenario(
    segment(1, '用户管理服务', [0, 400], {
      http: http('POST', 'https://例え.jp/ユーザー/登録', 201),
      subsegments: [
        subsegment(2, '数据库查询-データベース-데이터베이스-很长的名字', [20, 120], {
          namespace: 'remote',
          sql: { sanitized_query: 'SELECT 名前 FROM ユーザー' },
        }),
        subsegment(3, '📦 packing 👨‍👩‍👧‍👦', [130, 200]),
        subsegment(4, 'cafe\u0301-re\u0301sume\u0301', [200, 260]),
        subsegment(5, 'evil\u001b[31m\u202etxt.exe\r\n', [260, 390]),
      ],
    }),
  );

/** A chain of calls deeper than any label is wide. */
export const deep = (depth: number): Scenario => {
  let chain = subsegment(depth + 1, `level-${depth}`, [depth, 3000 - depth]);
  for (let level = depth - 1; level > 0; level -= 1) {
    chain = subsegment(level + 1, `level-${level}`, [level, 3000 - level], {
      subsegments: [chain],
    });
  }
  return scenario(segment(1, 'recursive', [0, 3000], { subsegments: [chain] }));
};
