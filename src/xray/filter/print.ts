import type {
  AnyTerm,
  Comparison,
  EdgeTerm,
  FilterExpression,
  Logic,
  NodeSelector,
  RootCauseTerm,
  ServiceTerm,
} from './ast.ts';

/**
 * Writes an expression canonically: keywords in lower case, AND and OR written out, parentheses only where they
 * change the meaning. Reading it again gives an equal expression.
 */
export const printFilter = (expression: FilterExpression): string => printLogic(expression);

const printLogic = <Term extends AnyTerm>(expression: Logic<Term>): string => {
  if (expression.kind === 'and' || expression.kind === 'or') {
    const { kind } = expression;
    return expression.terms
      .map((term) => printOperand(term, kind))
      .join(kind === 'and' ? ' AND ' : ' OR ');
  }
  if (expression.kind === 'not') return `!${printOperand(expression.term, 'not')}`;
  return printTerm(expression);
};

/** AND binds tighter than OR, `!` tightest; a nested AND or OR of the same kind keeps its parentheses, being another expression. */
const printOperand = <Term extends AnyTerm>(
  operand: Logic<Term>,
  outer: 'and' | 'or' | 'not',
): string => {
  const bare =
    (operand.kind !== 'and' && operand.kind !== 'or') || (operand.kind === 'and' && outer === 'or');
  return bare ? printLogic(operand) : `(${printLogic(operand)})`;
};

const printTerm = (term: AnyTerm): string => {
  switch (term.kind) {
    case 'field':
      return `${term.keyword}${printComparison(term.comparison)}`;
    case 'annotation':
      return `annotation${printKey(term.key)}${printComparison(term.comparison)}`;
    case 'end-annotation':
      return `${term.end}.annotation${printKey(term.key)}${printComparison(term.comparison)}`;
    case 'service':
      return `service(${printNode(term.node)})${printBlock(term)}`;
    case 'edge':
      return `edge(${printNode(term.source)}, ${printNode(term.destination)})${printBlock(term)}`;
    case 'rootcause':
      return `rootcause.${term.of.cause}.${term.of.element}${printBlock(term)}`;
    case 'rootcause-json':
      return `rootcause.json ${term.operator} #${JSON.stringify(term.patterns)}`;
    case 'group':
      return `group.${term.by} ${term.operator} ${JSON.stringify(term.value)}`;
  }
};

const printBlock = ({ block }: ServiceTerm | EdgeTerm | RootCauseTerm): string =>
  block === undefined ? '' : ` { ${printLogic<AnyTerm>(block)} }`;

const printComparison = (comparison: Comparison | undefined): string =>
  comparison === undefined
    ? ''
    : ` ${comparison.operator} ${typeof comparison.value === 'string' ? JSON.stringify(comparison.value) : comparison.value}`;

/** Keys every reader takes behind a dot. */
const DOTTED_KEY = /^[A-Za-z0-9_]+$/u;
/** Keys that stand in brackets as they are. */
const BRACKETED_KEY = /^[^\s\p{C}\]"[]+(?: +[^\s\p{C}\]"[]+)*$/u;

const printKey = (key: string): string => {
  if (DOTTED_KEY.test(key)) return `.${key}`;
  return BRACKETED_KEY.test(key) ? `[${key}]` : `[${JSON.stringify(key)}]`;
};

const printNode = (node: NodeSelector): string => {
  const { name, type, accountId } = node;
  if (type === undefined && accountId === undefined)
    return name === undefined ? '' : JSON.stringify(name);
  const members = [
    ['name', name],
    ['type', type],
    ['account.id', accountId],
  ].flatMap(([member, value]) =>
    value === undefined ? [] : [`${member}: ${JSON.stringify(value)}`],
  );
  return `id(${members.join(', ')})`;
};
