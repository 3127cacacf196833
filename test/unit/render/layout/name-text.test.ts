import { describe, expect, it } from 'vitest';
import { nameText } from '../../../../src/render/layout/name-text.ts';

describe('nameText', () => {
  it.each([
    ['leaves a name as it is', 'user management', 'user management'],
    ['leaves nothing as nothing', '', ''],
    ['quotes blanks', '   ', '"   "'],
    ['quotes a letter nobody sees', '\u3164', '"\u3164"'],
    ['spells what a terminal would obey', 'a\u001b[31m\n', String.raw`a\u001b[31m\n`],
    ['spells and quotes a line break', '\n', String.raw`"\n"`],
  ])('%s', (_what, name, text) => {
    expect(nameText(name)).toBe(text);
  });

  it('spells what ASCII cannot show', () => {
    expect(nameText('\u3164', false)).toBe(String.raw`"\u3164"`);
  });
});
