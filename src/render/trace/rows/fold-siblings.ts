import { callShape } from './call-detail.ts';
import { lettersOf } from './letters.ts';
import type { Member, NodeContent } from './trace-row.ts';

/** Two of a kind still read well; from three on they are one line. */
const MIN_FOLD = 3;

/** What makes siblings identical: who did what, how it was called and how it ended. */
const foldKey = ({ node, facts }: Member): string => {
  const namespace = 'namespace' in node.entity ? (node.entity.namespace ?? '') : '';
  const call = callShape(node.entity);
  return JSON.stringify([
    node.kind,
    node.name,
    node.service,
    namespace,
    call,
    lettersOf(facts.flags),
  ]);
};

const contentOf = (first: Member, members: readonly Member[]): NodeContent => ({
  kind: 'node',
  first,
  members,
  letters: lettersOf(first.facts.flags),
  critical: members.filter(({ onPath }) => onPath).length,
});

/** Each member on a row of its own. */
export const apart = (members: readonly Member[]): readonly NodeContent[] =>
  members.map((member) => contentOf(member, [member]));

/**
 * Siblings as rows, three or more identical ones folded into the place of the first. Nothing with another letter is
 * folded away; how many of a fold are on the critical path is counted.
 */
export const foldSiblings = (members: readonly Member[]): readonly NodeContent[] => {
  if (members.length < MIN_FOLD) return apart(members);
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const key = foldKey(member);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [member]);
    else group.push(member);
  }
  const folded = new Set<Member>();
  const contents: NodeContent[] = [];
  for (const member of members) {
    if (folded.has(member)) continue;
    const group = groups.get(foldKey(member)) ?? [member];
    const together = group.length >= MIN_FOLD ? group : [member];
    for (const one of together) folded.add(one);
    contents.push(contentOf(member, together));
  }
  return contents;
};
