import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainFilterProblem } from '../../../../src/xray/filter/explain-filter-problem.ts';
import {
  EDGE_KEYWORDS,
  type KeywordType,
  RESPONSE_TIME_ENTITY_KEYWORDS,
  ROOT_CAUSE_ENTITY_KEYWORDS,
  ROOT_CAUSE_EXCEPTION_KEYWORDS,
  ROOT_CAUSE_SERVICE_KEYWORDS,
  SERVICE_KEYWORDS,
  TRACE_KEYWORDS,
} from '../../../../src/xray/filter/keywords.ts';
import { parseFilter } from '../../../../src/xray/filter/parse.ts';

const PAGE = readFileSync(new URL('../../../../docs/filter-language.md', import.meta.url), 'utf8');

const linesOfBlock = (language: string): readonly string[] => {
  const [, block = ''] = new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, 's').exec(PAGE) ?? [];
  return block.split('\n');
};

describe('the page on filter expressions', () => {
  it.each(linesOfBlock('xray'))('shows %s, which is sound', (text) => {
    expect(parseFilter(text)).toMatchObject({ ok: true });
  });

  it.each(linesOfBlock('refused'))('shows %s, which is refused', (text) => {
    expect(parseFilter(text)).toMatchObject({ ok: false });
  });

  it('shows a refusal as it is printed', () => {
    const [command = '', ...shown] = linesOfBlock('console');
    const [, text = ''] = /'(.*)'/.exec(command) ?? [];
    const result = parseFilter(text);
    const printed = result.ok ? '' : explainFilterProblem(text, result.problem);
    const cut = shown.map((line) => line.replace(/\.\.\.$/, ''));
    const lines = printed.split('\n');
    expect(lines).toHaveLength(cut.length);
    for (const [index, line] of cut.entries()) expect(lines[index]).toContain(line);
  });

  it.each([
    ['the trace', TRACE_KEYWORDS],
    ['`service(...) { }`', SERVICE_KEYWORDS],
    ['`edge(...) { }`', EDGE_KEYWORDS],
    ['`rootcause.fault.service { }`', ROOT_CAUSE_SERVICE_KEYWORDS],
    ['`rootcause.fault.entity { }`', ROOT_CAUSE_ENTITY_KEYWORDS],
    ['`rootcause.responsetime.entity { }`', RESPONSE_TIME_ENTITY_KEYWORDS],
    ['`rootcause.fault.exception { }`', ROOT_CAUSE_EXCEPTION_KEYWORDS],
  ])('lists all keywords of %s by their type, and no others', (of, keywords) => {
    const row = PAGE.split('\n').find((line) => line.startsWith(`| ${of} |`)) ?? '';
    const listed = row
      .split('|')
      .slice(2, 5)
      .map((cell) => [...cell.matchAll(/`(.+?)`/g)].map(([, keyword]) => keyword).sort());
    const known = (['boolean', 'number', 'string'] satisfies KeywordType[]).map((type) =>
      Object.entries(keywords)
        .filter(([, of]) => of === type)
        .map(([keyword]) => keyword)
        .sort(),
    );
    expect(listed).toEqual(known);
  });
});
