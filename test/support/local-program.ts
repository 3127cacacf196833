import { request } from 'node:http';
import { launchProgram, type ProgramRun } from './run-program.ts';

/** The line `xrayctl local` prints when it is ready. */
export interface ReadyLine {
  readonly ready: boolean;
  readonly udp: string;
  readonly http: string;
  readonly dataDir: string | null;
}

/** An answer over HTTP; `json` is undefined where the body is none. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape, and fail where it is another.
  readonly json: any;
}

interface HttpQuestion {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** One request, its `Host` included as given: what no well-behaved client lets its user do. */
export const askHttp = (base: string, question: HttpQuestion): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    const { method = 'POST', path, headers = {}, body } = question;
    const sent = request(`${base}${path}`, { method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, json: parseJson(text) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

/** `xrayctl local` as a process. */
export interface LocalProgram {
  readonly ready: ReadyLine;
  /** Posts JSON to a path of the X-Ray API; rejects where no answer came. */
  readonly post: (path: string, body: object) => Promise<HttpAnswer>;
  /** Sends a signal to this one process, and resolves when it has gone. */
  readonly stop: (signal: NodeJS.Signals) => Promise<ProgramRun>;
}

/** Starts `xrayctl local` on free ports and waits until it is ready; rejects with what it said when it ends instead. */
export const startLocalProgram = async (...args: readonly string[]): Promise<LocalProgram> => {
  const freePorts = ['--udp', '127.0.0.1:0', '--http', '127.0.0.1:0'];
  const program = launchProgram(['local', ...freePorts, ...args]);
  const ready = JSON.parse(await program.firstLine) as ReadyLine;
  return {
    ready,
    post: (path, body) =>
      askHttp(ready.http, {
        path,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    stop: (signal) => {
      program.kill(signal);
      return program.ended;
    },
  };
};
