import { describe, expect, it } from 'vitest';
import type { Page } from '../../../../src/core/reading/read-pages.ts';
import {
  readWindows,
  type WindowPage,
  type WindowsRequest,
} from '../../../../src/core/reading/read-windows.ts';
import { splitWindow } from '../../../../src/core/reading/split-window.ts';
import { XrayctlError } from '../../../../src/std/xrayctl-error.ts';
import { ApiError } from '../../../../src/xray/api/api-error.ts';

interface Numbered extends Page {
  readonly Number: number;
}

const ports = {
  clock: { sleep: async () => undefined },
  random: { next: () => 0.5 },
};

const windows = splitWindow({ start: 0, end: 3 * 21_600 });

const drain = async (request: Partial<WindowsRequest<Numbered>>) => {
  const reading = readWindows<Numbered>(ports, {
    windows,
    concurrency: 2,
    fetchPage: async (window) => ({ Number: window.start }),
    ...request,
  });
  const pages: WindowPage<Numbered>[] = [];
  for await (const page of reading.pages) pages.push(page);
  return { pages, progress: reading.progress() };
};

const numbersOf = (pages: readonly WindowPage<Numbered>[]) =>
  pages.map(({ page }) => page.Number).sort((a, b) => a - b);

const refused = () => new XrayctlError('remote', 'X-Ray broke');

describe('readWindows', () => {
  it('reads every page of every window', async () => {
    const { pages, progress } = await drain({
      fetchPage: async (window, token) => ({
        Number: window.start + Number(token ?? 0),
        ...(token === '2' ? {} : { NextToken: String(Number(token ?? 0) + 1) }),
      }),
    });
    expect(numbersOf(pages)).toEqual([0, 1, 2, 21600, 21601, 21602, 43200, 43201, 43202]);
    expect(progress).toEqual({ read: 3, total: 3, missing: [] });
  });

  it('reads windows in order, one after the other, when asked for one at a time', async () => {
    const begun: number[] = [];
    await drain({
      concurrency: 1,
      fetchPage: async (window, token) => {
        begun.push(window.start);
        return token === undefined ? { Number: 0, NextToken: 'more' } : { Number: 1 };
      },
    });
    expect(begun).toEqual([43200, 43200, 21600, 21600, 0, 0]);
  });

  it('never has more windows under way than it was allowed', async () => {
    let open = 0;
    let most = 0;
    await drain({
      fetchPage: async (window) => {
        open += 1;
        most = Math.max(most, open);
        await Promise.resolve();
        open -= 1;
        return { Number: window.start };
      },
    });
    expect(most).toBe(2);
  });

  it('names a window that failed and still reads the others', async () => {
    const { pages, progress } = await drain({
      fetchPage: async (window) => {
        if (window.start === 21_600) throw refused();
        return { Number: window.start };
      },
    });
    expect(numbersOf(pages)).toEqual([0, 43_200]);
    expect(progress.read).toBe(2);
    expect(progress.missing).toEqual([{ start: 21_600, end: 43_200, reason: 'X-Ray broke' }]);
  });

  it('says how far back a window was read before it failed', async () => {
    const { progress } = await drain({
      coveredTo: (page) => page.Number,
      fetchPage: async (window, token) => {
        if (window.start !== 0) return { Number: window.start };
        if (token !== undefined) throw refused();
        return { Number: 9_000, NextToken: 'more' };
      },
    });
    expect(progress.missing).toEqual([{ start: 0, end: 9_000, reason: 'X-Ray broke' }]);
  });

  it('takes a paging token that comes twice for an error, not for another page', async () => {
    const { progress, pages } = await drain({
      fetchPage: async (window, token) => ({
        Number: window.start,
        NextToken: token === 'a' ? 'b' : 'a',
      }),
    });
    expect(pages).toHaveLength(9);
    expect(progress.read).toBe(0);
    expect(progress.missing[0]?.reason).toContain('the same paging token twice');
  });

  it('throws the failure when nothing could be read at all', async () => {
    await expect(
      drain({
        fetchPage: async () => {
          throw refused();
        },
      }),
    ).rejects.toThrow('X-Ray broke');
  });

  it('asks nobody twice who is not there', async () => {
    let asked = 0;
    const unreachable = new XrayctlError('remote', 'nothing listens there', {
      cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    });
    await expect(
      drain({
        concurrency: 1,
        fetchPage: async () => {
          asked += 1;
          throw unreachable;
        },
      }),
    ).rejects.toBe(unreachable);
    expect(asked).toBe(1);
  });

  it.each([
    ['missing rights', new XrayctlError('access', 'denied')],
    ['a deadline', new XrayctlError('timeout', 'too late')],
    ['a bug of ours', new TypeError('oops')],
  ])('gives no partial result for %s', async (_name, error) => {
    const fetchPage = async (window: { start: number }) => {
      if (window.start === 0) throw error;
      return { Number: window.start };
    };
    await expect(drain({ fetchPage })).rejects.toBe(error);
  });

  it('puts a refusal in process into words and a kind', async () => {
    const fetchPage = async (): Promise<Numbered> => {
      throw new ApiError('InvalidRequestException', 'Bad filter');
    };
    await expect(drain({ fetchPage })).rejects.toMatchObject({
      kind: 'usage',
      message: 'Bad filter',
    });
  });

  it('ends with the reason it was aborted for, whatever the request failed with', async () => {
    const controller = new AbortController();
    const reason = new XrayctlError('interrupted', 'interrupted by SIGINT');
    const fetchPage = async (): Promise<Numbered> => {
      controller.abort(reason);
      throw refused();
    };
    await expect(drain({ fetchPage, signal: controller.signal })).rejects.toBe(reason);
  });

  it('ends what is under way when the reader leaves early', async () => {
    const aborted: boolean[] = [];
    const reading = readWindows<Numbered>(ports, {
      windows,
      concurrency: 2,
      fetchPage: (window, _token, signal) =>
        window.start === 43_200
          ? Promise.resolve({ Number: 1 })
          : new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => {
                aborted.push(true);
                reject(new Error('aborted'));
              });
            }),
    });
    for await (const { page } of reading.pages) {
      expect(page.Number).toBe(1);
      break;
    }
    expect(aborted).toEqual([true]);
  });
});

describe('splitWindow', () => {
  it('leaves alone what one call may span', () => {
    expect(splitWindow({ start: 100, end: 21_700 })).toEqual([{ start: 100, end: 21_700 }]);
  });

  it('splits what is wider into parts of six hours, newest first, without gap or overlap', () => {
    expect(splitWindow({ start: 0, end: 50_000 })).toEqual([
      { start: 28_400, end: 50_000 },
      { start: 6_800, end: 28_400 },
      { start: 0, end: 6_800 },
    ]);
  });
});
