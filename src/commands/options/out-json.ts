import type { Context } from '../../cli/context.ts';
import { printJson } from '../../render/json/print-json.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';

/** Writes a result as one JSON document, or what --query finds in it. */
export const outJson = async (context: Context, document: unknown): Promise<void> => {
  await context.out(`${printJson(await askQuery(context.query, document), context.style)}\n`);
};

const askQuery = async (expression: string | undefined, document: unknown): Promise<unknown> => {
  if (expression === undefined) return document;
  const { queryJson } = await import('../../render/json/query-json.ts');
  const found = queryJson(document, expression);
  if (found.ok) return found.value;
  throw new XrayctlError('usage', `--query: ${found.problem}`, {
    remedy: 'See https://jmespath.org for the language; -o json alone shows what there is to ask.',
  });
};
