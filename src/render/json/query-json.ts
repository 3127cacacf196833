import jmespath from 'jmespath';
import { failure, type Result, success } from '../../std/result.ts';

/** What the package has and its types leave out: parsing without a document. */
const { compile } = jmespath as unknown as { compile: (expression: string) => unknown };

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Why a JMESPath expression cannot be read; undefined when it can. What it calls is only known to fail when it runs. */
export const explainQueryProblem = (expression: string): string | undefined => {
  try {
    compile(expression);
    return undefined;
  } catch (error) {
    return wordsOf(error);
  }
};

/** What a JMESPath expression finds in a document; nothing found is null. The problem is for the user's eyes. */
export const queryJson = (document: unknown, expression: string): Result<unknown, string> => {
  try {
    const found: unknown = jmespath.search(document, expression);
    return success(found ?? null);
  } catch (error) {
    return failure(wordsOf(error));
  }
};
