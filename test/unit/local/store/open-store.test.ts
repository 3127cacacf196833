import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APPLICATION_ID } from '../../../../src/local/store/schema.ts';
import { openStore } from '../../../../src/local/store/store.ts';
import { XrayctlError } from '../../../../src/std/xrayctl-error.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xrayctl-store-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const refusalOf = (dataDir: string): XrayctlError => {
  try {
    openStore(dataDir).close();
  } catch (error) {
    if (error instanceof XrayctlError) return error;
    throw error;
  }
  throw new Error(`${dataDir} was opened`);
};

const modeOf = (path: string): number => statSync(path).mode & 0o777;

/** A database with a table of someone else's. */
const makeDatabase = (path: string, sql: string): void => {
  const db = new Database(path);
  db.exec(sql);
  db.close();
};

describe('the data folder', () => {
  it('is made for this user alone, with its parents', () => {
    const path = join(folder, 'share', 'xrayctl');
    const store = openStore(path);
    store.documents.append('1-00000000-000000000000000000000000', 1, '[]');
    expect(store.dataDir).toBe(path);
    expect(modeOf(path)).toBe(0o700);
    expect(modeOf(join(path, 'xray.db'))).toBe(0o600);
    expect(modeOf(join(path, 'xray.db-wal'))).toBe(0o600);
    store.close();
  });

  it('is closed to others when it was open', () => {
    const path = join(folder, 'open');
    mkdirSync(path, { mode: 0o755 });
    openStore(path).close();
    expect(modeOf(path)).toBe(0o700);
  });

  it('is not made writable where it was not', () => {
    const path = join(folder, 'read-only');
    mkdirSync(path, { mode: 0o555 });
    try {
      // Only root may write into it all the same.
      openStore(path).close();
    } catch (error) {
      expect(error).toMatchObject({ kind: 'usage', remedy: expect.stringContaining('rights') });
    }
    expect(modeOf(path) & 0o222).toBe(0);
  });

  it('keeps its rights when others have files in it', () => {
    const path = join(folder, 'shared');
    mkdirSync(path, { mode: 0o755 });
    writeFileSync(join(path, 'notes.txt'), 'not ours');
    const store = openStore(path);
    expect(store.sharedFolder).toBe(true);
    expect(modeOf(path)).toBe(0o755);
    expect(modeOf(join(path, 'xray.db'))).toBe(0o600);
    store.close();
  });

  it('is not needed in memory', () => {
    const store = openStore(undefined);
    expect(store.dataDir).toBeUndefined();
    expect(store.documents.append('1-00000000-000000000000000000000000', 1, '[]')).toBe(1);
    store.close();
  });
});

describe('a store that cannot be opened', () => {
  it('is in use', () => {
    const store = openStore(folder);
    const refusal = refusalOf(folder);
    store.close();
    expect(refusal.kind).toBe('usage');
    expect(refusal.message).toBe(`${join(folder, 'xray.db')} is in use by another xrayctl local`);
    expect(refusal.remedy).toContain('--data-dir');
  });

  it('is no folder', () => {
    const path = join(folder, 'file');
    writeFileSync(path, '');
    expect(refusalOf(path)).toMatchObject({ kind: 'usage', message: `${path} is no folder` });
    expect(refusalOf(join(path, 'below')).message).toContain('part of its path is a file');
  });

  it('is damaged, and is left as it was', () => {
    const path = join(folder, 'xray.db');
    const garbage = 'this was a database once '.repeat(500);
    writeFileSync(path, garbage);
    const refusal = refusalOf(folder);
    expect(refusal.kind).toBe('usage');
    expect(refusal.message).toContain('is damaged');
    expect(refusal.remedy).toContain('Move it away');
    expect(readFileSync(path, 'utf8')).toBe(garbage);
  });

  it('is damaged inside', () => {
    const path = join(folder, 'xray.db');
    openStore(folder).close();
    const bytes = readFileSync(path);
    bytes.fill(0xff, 100, 4096);
    writeFileSync(path, bytes);
    expect(refusalOf(folder).message).toContain('is damaged');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('is damaged on any of its pages, and is opened or refused, but never a bug', () => {
    const store = openStore(folder);
    for (let at = 0; at < 40; at += 1) {
      const id = `1-00000000-${String(at).padStart(24, '0')}`;
      store.documents.append(id, at, JSON.stringify(['x'.repeat(500)]));
    }
    store.settledSeq.set(7);
    store.close();
    const path = join(folder, 'xray.db');
    const sound = readFileSync(path);
    const refused: string[] = [];
    for (let at = 4096; at < sound.length; at += 4096) {
      writeFileSync(path, Buffer.from(sound).fill(0xa5, at, at + 4096));
      try {
        openStore(folder).close();
      } catch (error) {
        if (!(error instanceof XrayctlError)) throw error;
        expect(error).toMatchObject({
          kind: 'usage',
          remedy: expect.stringContaining('--data-dir'),
        });
        refused.push(error.message);
      }
    }
    expect(refused).toContain(`${path} is damaged; it was left as it is`);
  });

  it('belongs to another program', () => {
    const sql = 'PRAGMA application_id=7; CREATE TABLE theirs(a)';
    makeDatabase(join(folder, 'xray.db'), sql);
    expect(refusalOf(folder).message).toContain('is a database of another program');
  });

  it('belongs to another program that left no mark', () => {
    const path = join(folder, 'xray.db');
    makeDatabase(path, 'CREATE TABLE theirs(a)');
    const before = readFileSync(path);
    expect(refusalOf(folder).message).toContain('is a database of another program');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('was written by a newer xrayctl', () => {
    const sql = `PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=99; CREATE TABLE later(a)`;
    const path = join(folder, 'xray.db');
    makeDatabase(path, sql);
    const before = readFileSync(path);
    const refusal = refusalOf(folder);
    expect(refusal.message).toContain('was written by a newer xrayctl (its schema is version 99');
    expect(refusal.remedy).toContain('Upgrade xrayctl');
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe('a store', () => {
  it('gives back what was there when it was closed', () => {
    const first = openStore(folder);
    first.documents.append('1-00000000-00000000000000000000000a', 5, '[{"a":1}]');
    first.settings.set('groups/a', '{}');
    first.settledSeq.set(1);
    first.close();
    const second = openStore(folder);
    expect(second.documents.ofTrace('1-00000000-00000000000000000000000a')).toEqual([
      { seq: 1, receivedMs: 5, body: '[{"a":1}]' },
    ]);
    expect(second.settings.get('groups/a')).toBe('{}');
    expect(second.settledSeq.get()).toBe(1);
    second.close();
  });

  it('keeps all of a transaction or nothing', () => {
    const store = openStore(undefined);
    const attempt = (): void =>
      store.transaction(() => {
        store.documents.append('1-00000000-00000000000000000000000a', 1, '[]');
        throw new Error('half way');
      });
    expect(attempt).toThrow('half way');
    expect(store.documents.ofTrace('1-00000000-00000000000000000000000a')).toEqual([]);
    store.transaction(() => store.documents.append('1-00000000-00000000000000000000000a', 1, '[]'));
    expect(store.documents.ofTrace('1-00000000-00000000000000000000000a')).toHaveLength(1);
    store.close();
  });

  it('maps no file into memory', () => {
    const store = openStore(folder);
    store.transaction(() => store.settings.set('a', 'b'));
    expect(readFileSync('/proc/self/maps', 'utf8')).not.toContain(folder);
    store.close();
  });

  it('uses freed room again, and can give it back', () => {
    const store = openStore(folder);
    const fill = (): void =>
      store.transaction(() => {
        for (let at = 0; at < 50; at += 1) {
          store.documents.append('1-00000000-00000000000000000000000a', 1, 'x'.repeat(10_000));
        }
      });
    fill();
    const full = store.size();
    store.documents.deleteTrace('1-00000000-00000000000000000000000a');
    const emptied = store.size();
    expect(emptied.usedBytes).toBeLessThan(full.usedBytes / 4);
    expect(emptied.freeBytes).toBeGreaterThan(400_000);
    fill();
    expect(store.size().usedBytes).toBeLessThanOrEqual(full.usedBytes + 8_192);
    store.documents.deleteTrace('1-00000000-00000000000000000000000a');
    store.shrink(10_000_000);
    expect(store.size().freeBytes).toBe(0);
    store.close();
  });
});
