import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const documentsIn = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => folder + name);

/** Links of a document to other files of this repository, anchors taken off. */
const linksOf = (name: string): readonly string[] =>
  [...readFileSync(new URL(name, root), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link.replace(/#.*$/, ''))
    .filter((link) => link !== '' && !/^[a-z]+:/.test(link));

const documents = [...documentsIn('./'), ...documentsIn('docs/')];

const links = documents.flatMap((name) => linksOf(name).map((link) => ({ name, link })));

/** Files and folders a document names in passing: `src/cli/exit-code.ts`, or as seen from src. */
const namedIn = (name: string): readonly string[] =>
  [
    ...readFileSync(new URL(name, root), 'utf8').matchAll(
      /`([\w.-]+\/[\w./-]*(?:\.ts|\.grit|\/))`/g,
    ),
  ].map(([, path = '']) => path);

/** Words in capitals stand for names yet to be given. */
const PLACEHOLDER = /\b(?:NAME|VERB)\b/;

const named = documents.flatMap((name) =>
  namedIn(name)
    .filter((path) => !PLACEHOLDER.test(path))
    .map((path) => ({ name, path })),
);

describe('the links of our documents', () => {
  it('are there to be checked', () => {
    expect(links.length).toBeGreaterThan(20);
    expect(named.length).toBeGreaterThan(15);
  });

  it.each(links)('$name leads to $link, which is there', ({ name, link }) => {
    expect(existsSync(new URL(link, new URL(name, root)))).toBe(true);
  });

  it.each(named)('$name names $path, which is there', ({ path }) => {
    const places = [root, new URL('src/', root)].map((place) => new URL(path, place));
    expect(places.some((place) => existsSync(place))).toBe(true);
  });
});
