import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findCommand } from '../../src/cli/find-command.ts';
import { parseCommandLine } from '../../src/cli/parse.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { runInFakeWorld } from '../support/fake-world.ts';

/** Words of a shell line up to a comment, a pipe or a redirection; quotes group, as in a shell. */
const wordsOf = (line: string): readonly string[] => {
  const words: string[] = [];
  for (const [token, single, double] of line.matchAll(/'([^']*)'|"([^"]*)"|\S+/g)) {
    if (/^[#|>;&]/.test(token)) break;
    words.push(single ?? double ?? token.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'));
  }
  return words;
};

const documents = [
  'README.md',
  ...readdirSync(new URL('../../docs', import.meta.url)).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));

const documentedLines = documents.flatMap((name) =>
  readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')
    .split('\n')
    // A sample that shows how a filter is refused has a caret under it.
    .filter(
      (_line, index, all) => !all.slice(index + 1, index + 4).some((next) => /^ *\^+$/.test(next)),
    )
    .flatMap((line) => /^(?:\$ )?(xrayctl .*)$/.exec(line)?.[1] ?? [])
    .map((line) => ({ name, line })),
);

const helpLines = await Promise.all(
  COMMANDS.map(async (entry) => {
    const { examples } = await entry.load();
    return examples
      .filter(({ line }) => line.startsWith('xrayctl '))
      .map(({ line }) => ({ name: `${entry.name} --help`, line }));
  }),
);

const lines = [...documentedLines, ...helpLines.flat()];

/** An X-Ray with nothing in it, and a file to read: enough for a reading command to come to its own end. */
const emptyWorld = {
  files: {
    'saved.json': '{"Traces":[]}',
    'traces.json': '{"Traces":[]}',
    'trace.json': '{"Traces":[]}',
  },
  xray: {
    getTraceSummaries: async () => ({ TraceSummaries: [], TracesProcessedCount: 0 }),
    batchGetTraces: async () => ({ Traces: [] }),
    getServiceGraph: async () => ({ Services: [] }),
    getTraceGraph: async () => ({ Services: [] }),
    getTraceSegmentDestination: async () => ({ Destination: 'XRay', Status: 'ACTIVE' }) as const,
  },
};

describe('the lines we tell people to paste', () => {
  it('are there to be checked', () => {
    expect(documentedLines.length).toBeGreaterThan(10);
    expect(helpLines.flat().length).toBeGreaterThan(10);
  });

  it.each(lines)('$name: $line is understood', async ({ line }) => {
    const asked = findCommand(wordsOf(line).slice(1), COMMANDS);
    if (asked.kind !== 'command') return expect(asked.kind).not.toBe('help');
    const command = await asked.entry.load();
    expect(parseCommandLine(asked.entry, command, asked.argv).kind).toBeDefined();
  });

  it.each(lines.filter(({ line }) => /^xrayctl (?:--local\S* )?(?:traces?|map) /.test(line)))(
    '$name: $line runs',
    async ({ line }) => {
      const { code, stderr } = await runInFakeWorld(wordsOf(line).slice(1), emptyWorld);
      // 1: the trace it names is not in an empty X-Ray.
      expect([0, 1], stderr).toContain(code);
    },
  );
});
