import { isJsonObject, type JsonObject } from '../../xray/document/json-object.ts';
import { matchGlob } from '../../xray/sampling/match-glob.ts';

/** The action that a policy must not take away from everybody. */
const PUT_POLICY = 'xray:PutResourcePolicy';

const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const parseObject = (text: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const explainStatement = (statement: unknown): string | undefined => {
  if (!isJsonObject(statement)) return 'a statement is not an object';
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') {
    return 'Effect of a statement must be Allow or Deny';
  }
  for (const member of ['Principal', 'Action', 'Resource']) {
    if (statement[member] === undefined && statement[`Not${member}`] === undefined) {
      return `a statement has no ${member}`;
    }
  }
  return undefined;
};

/** What is wrong with a resource policy's JSON; undefined when it is one. Conditions and principals are not looked into. */
export const explainPolicy = (text: string): string | undefined => {
  const policy = parseObject(text);
  if (policy === undefined) return 'it is not a JSON object';
  const statements = toList(policy['Statement'] ?? []);
  if (statements.length === 0) return 'it has no Statement';
  return statements.map(explainStatement).find((fault) => fault !== undefined);
};

const isEverybody = (principal: unknown): boolean =>
  principal === '*' || (isJsonObject(principal) && toList(principal['AWS']).includes('*'));

const locksOut = (statement: unknown): boolean =>
  isJsonObject(statement) &&
  statement['Effect'] === 'Deny' &&
  statement['Condition'] === undefined &&
  isEverybody(statement['Principal']) &&
  toList(statement['Action']).some(
    (action) => typeof action === 'string' && matchGlob(action, PUT_POLICY),
  );

/** Whether the policy denies everybody, without a condition, to put a policy ever again. */
export const isLockout = (text: string): boolean =>
  toList(parseObject(text)?.['Statement']).some(locksOut);
