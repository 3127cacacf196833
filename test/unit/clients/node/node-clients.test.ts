import { createSocket } from 'node:dgram';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../src/clients/node/clock.ts';
import { createUdpDatagrams } from '../../../../src/clients/node/datagrams.ts';
import { systemFiles } from '../../../../src/clients/node/files.ts';
import { createIo } from '../../../../src/clients/node/io.ts';
import { systemRandom } from '../../../../src/clients/node/random.ts';

describe('systemFiles', () => {
  it('reads a file up to its bound, and says what is wrong with others', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'xrayctl-'));
    try {
      const path = join(folder, 'a.json');
      await writeFile(path, 'schön');
      expect(await systemFiles.readText(path, 6)).toBe('schön');
      await expect(systemFiles.readText(path, 5)).rejects.toMatchObject({ code: 'EFBIG' });
      await expect(systemFiles.readText(folder, 5)).rejects.toMatchObject({ code: 'EISDIR' });
      const missing = join(folder, 'b');
      await expect(systemFiles.readText(missing, 5)).rejects.toMatchObject({ code: 'ENOENT' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('createIo', () => {
  const streams = () => {
    const stdin = new PassThrough();
    const stdout = new PassThrough({ highWaterMark: 4 });
    const stderr = new PassThrough();
    return { stdin, stdout, stderr } as never as Parameters<typeof createIo>[0] & {
      stdin: PassThrough;
      stdout: PassThrough;
    };
  };

  it('reads all of standard input, up to its bound', async () => {
    const enough = streams();
    enough.stdin.end('12345');
    expect(await createIo(enough).readStdin(5)).toBe('12345');
    const tooMuch = streams();
    tooMuch.stdin.end('123456');
    await expect(createIo(tooMuch).readStdin(5)).rejects.toMatchObject({ code: 'EFBIG' });
  });

  it('waits for standard input no longer than it may', async () => {
    const silent = streams();
    const stop = new AbortController();
    const reading = createIo(silent).readStdin(5, stop.signal);
    stop.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('tells a write that fails as something to mend, and a reader that left as it is', async () => {
    const failing = (code: string) => {
      const error = Object.assign(new Error(code), { code });
      const broken = new Writable({ write: (_chunk, _encoding, done) => done(error) });
      const { stdout } = createIo({ ...streams(), stdout: broken as never });
      return stdout.write('a').catch((refused: unknown) => refused);
    };
    expect(await failing('ENOSPC')).toMatchObject({
      kind: 'usage',
      message: 'cannot write to standard output: there is no space left on its device',
    });
    expect(await failing('EPIPE')).toMatchObject({ code: 'EPIPE' });
  });

  it('rejects a write the reader will never see, then and ever after', async () => {
    const process = streams();
    const { stdout } = createIo(process);
    process.stdout.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    await expect(stdout.write('a')).rejects.toBeInstanceOf(Error);
    await expect(stdout.write('b')).rejects.toBeInstanceOf(Error);
  });
});

describe('createUdpDatagrams', () => {
  const listen = async () => {
    const socket = createSocket('udp4');
    const received: string[] = [];
    const three = new Promise<void>((resolve) => {
      socket.on('message', (message) => {
        received.push(message.toString());
        if (received.length === 3) resolve();
      });
    });
    await new Promise<void>((resolve) => {
      socket.bind(0, '127.0.0.1', resolve);
    });
    return { socket, received, three, port: socket.address().port };
  };

  it('sends datagrams in their order', async () => {
    const { socket, received, three, port } = await listen();
    const datagrams = createUdpDatagrams();
    for (const text of ['a', 'b', 'c']) {
      await datagrams.send('127.0.0.1', port, Buffer.from(text));
    }
    await three;
    socket.close();
    expect(received).toEqual(['a', 'b', 'c']);
  });

  it('is refused where nobody listens on this machine', async () => {
    const { socket, port } = await listen();
    await new Promise<void>((resolve) => {
      socket.close(() => resolve());
    });
    const sending = createUdpDatagrams().send('127.0.0.1', port, Buffer.from('a'));
    await expect(sending).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('is refused a name nobody knows', async () => {
    const sending = createUdpDatagrams().send('nobody.invalid', 2000, Buffer.from('a'));
    await expect(sending).rejects.toMatchObject({
      code: expect.stringMatching(/^(ENOTFOUND|EAI_)/),
    });
  });

  it('is refused what no datagram can carry', async () => {
    const { socket, port } = await listen();
    const sending = createUdpDatagrams().send('127.0.0.1', port, Buffer.alloc(65_508));
    await expect(sending).rejects.toMatchObject({ code: 'EMSGSIZE' });
    socket.close();
  });
});

describe('systemRandom', () => {
  it('gives as many bytes as asked, lowercase', () => {
    expect(systemRandom.hex(12)).toMatch(/^[0-9a-f]{24}$/);
    expect(systemRandom.hex(12)).not.toBe(systemRandom.hex(12));
  });
});

describe('systemClock', () => {
  it('wakes a sleeper with the reason of its signal', async () => {
    const controller = new AbortController();
    const sleeping = systemClock.sleep(60_000, controller.signal);
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    await expect(systemClock.sleep(1, controller.signal)).rejects.toBe(reason);
  });
});
