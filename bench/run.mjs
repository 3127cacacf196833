/**
 * `npm run bench -- NAME...` measures and writes what came of it into bench/RESULTS.md, one section for each name.
 * A benchmark is a file here that exports `run()`: rows of { figure, value, unit, target, ok, how }.
 * Ends with 1 when a target was missed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const RESULTS = new URL('RESULTS.md', import.meta.url);
const HEAD = `# Measurements

Written by \`npm run bench -- NAME\`: each section is the last run of that benchmark, on the machine it names. The figures
of a shared machine move; compare what was measured side by side before what was not.
`;

const machine = () => {
  const [{ model } = { model: 'unknown' }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} x ${model.trim()}, ${memory} GiB, ${process.platform} ${process.arch}, Node.js ${process.version}`;
};

const escapeCell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

const printRow = ({ figure, value, unit, target, ok, how }) =>
  `| ${[figure, `${value} ${unit}`.trim(), target, ok ? 'met' : '**missed**', how].map(escapeCell).join(' | ')} |`;

const printSection = (name, rows) => `## ${name}

${machine()}.

| figure | value | target | | how |
|---|---|---|---|---|
${rows.map(printRow).join('\n')}
`;

/** The sections of the file by name, in the order they stand in. */
const readSections = () => {
  if (!existsSync(RESULTS)) return new Map();
  const [, ...sections] = readFileSync(RESULTS, 'utf8').split(/^## /m);
  return new Map(
    sections.map((text) => [text.slice(0, text.indexOf('\n')), `## ${text.trimEnd()}\n`]),
  );
};

const writeSection = (name, rows) => {
  const sections = readSections();
  sections.set(name, printSection(name, rows));
  const ordered = [...sections].sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(RESULTS, [HEAD, ...ordered.map(([, text]) => text)].join('\n'));
};

const known = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.slice(0, -'.mjs'.length));

const names = process.argv.slice(2);
const unknown = names.filter((name) => !known.includes(name));
if (names.length === 0 || unknown.length > 0) {
  console.error(`Usage: npm run bench -- NAME...   where NAME is one of: ${known.join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of names) {
    const { run } = await import(new URL(`${name}.mjs`, import.meta.url).href);
    const rows = await run();
    for (const { ok, value, unit, target, figure, how } of rows) {
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${value} ${unit} (${target})  ${figure} (${how})`);
      if (!ok) process.exitCode = 1;
    }
    writeSection(name, rows);
  }
}
