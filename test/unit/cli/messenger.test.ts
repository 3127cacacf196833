import { describe, expect, it } from 'vitest';
import type { GlobalFlags } from '../../../src/cli/global-flags.ts';
import { createMessenger } from '../../../src/cli/messenger.ts';
import type { Output } from '../../../src/ports/io.ts';

const FLAGS: GlobalFlags = {
  region: undefined,
  profile: undefined,
  endpoint: undefined,
  local: undefined,
  output: undefined,
  query: undefined,
  color: 'auto',
  ascii: false,
  width: undefined,
  timeout: undefined,
  quiet: false,
  verbose: 0,
  debug: false,
};

const speaking = (isTTY: boolean, flags: Partial<GlobalFlags> = {}) => {
  const said: string[] = [];
  const stderr: Output = {
    isTTY,
    columns: isTTY ? 40 : undefined,
    write: async (text) => {
      said.push(text);
    },
  };
  const messenger = createMessenger(stderr, { ...FLAGS, ...flags }, { NO_COLOR: '1' });
  return { messenger, said: () => said.join('') };
};

const sayAll = async ({ messenger }: ReturnType<typeof speaking>) => {
  await messenger.warn('careful');
  await messenger.info('found');
  await messenger.detail('looked');
};

describe('createMessenger', () => {
  it.each([
    { flags: {}, said: 'warning: careful\nfound\n' },
    { flags: { quiet: true }, said: '' },
    { flags: { verbose: 1 }, said: 'warning: careful\nfound\nlooked\n' },
    { flags: { debug: true, quiet: true }, said: 'warning: careful\nfound\nlooked\n' },
  ])('says what $flags lets it', async ({ flags, said }) => {
    const speaker = speaking(false, flags);
    await sayAll(speaker);
    expect(speaker.said()).toBe(said);
  });

  it('goes on where what it says cannot be written', async () => {
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    const stderr: Output = { isTTY: false, columns: undefined, write: () => Promise.reject(full) };
    await expect(createMessenger(stderr, FLAGS, {}).warn('careful')).resolves.toBeUndefined();
  });

  it('lets nobody whose words it repeats steer the terminal, and keeps lines apart', async () => {
    const speaker = speaking(true, { debug: true });
    for (const say of ['warn', 'info', 'detail', 'progress'] as const) {
      await speaker.messenger[say]('one\u001b[2J\u202e\ntwo');
    }
    expect(speaker.said()).toContain('warning: one\\u001b[2J\\u202e\ntwo\n');
    const words = speaker.said().replaceAll('\r\u001b[2K', '');
    for (const control of ['\u001b', '\u202e']) expect(words).not.toContain(control);
  });

  it('draws progress on a terminal only, cut to its width', async () => {
    const piped = speaking(false);
    await piped.messenger.progress('working');
    expect(piped.said()).toBe('');
    const quiet = speaking(true, { quiet: true });
    await quiet.messenger.progress('working');
    expect(quiet.said()).toBe('');
    const terminal = speaking(true);
    await terminal.messenger.progress('x'.repeat(100));
    expect(terminal.said()).toBe(`\r\u001b[2K${'x'.repeat(39)}`);
  });

  it('clears progress before it says anything else, and once', async () => {
    const terminal = speaking(true);
    await terminal.messenger.progress('working');
    await terminal.messenger.info('done');
    await terminal.messenger.clearProgress();
    expect(terminal.said()).toBe('\r\u001b[2Kworking\r\u001b[2Kdone\n');
  });

  it('does not fail when nobody reads stderr', async () => {
    const stderr: Output = {
      isTTY: false,
      columns: undefined,
      write: async () => {
        throw Object.assign(new Error('EPIPE'), { code: 'EPIPE' });
      },
    };
    await expect(createMessenger(stderr, FLAGS, {}).warn('x')).resolves.toBeUndefined();
  });
});
