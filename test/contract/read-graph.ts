import type { Edge, Service } from '../../src/xray/api/graph.ts';

const keyOf = ({ Name, Type }: Service): string =>
  Type === undefined ? `${Name}` : `${Name} ${Type}`;

interface ReadEdge extends Omit<Edge, 'ReferenceId'> {
  readonly to: string;
}

type ReadService = Omit<Service, 'ReferenceId' | 'Edges' | 'Name' | 'Names' | 'Type'> & {
  readonly edges: readonly ReadEdge[];
};

/** A graph without its numbering, which no client may rely on: nodes by `name type`, edges by the node they lead to. */
export const readGraph = (
  services: readonly Service[] = [],
): Readonly<Record<string, ReadService>> => {
  const keys = new Map(services.map((service) => [service.ReferenceId, keyOf(service)]));
  if (keys.size < services.length) throw new Error('two nodes share a ReferenceId');
  return Object.fromEntries(
    services.map((service) => {
      const { ReferenceId: _id, Edges = [], Name, Names, Type: _type, ...rest } = service;
      if (Names?.[0] !== Name) throw new Error(`${Name} is not the first of its Names`);
      const edges = Edges.map(({ ReferenceId, ...edge }) => ({
        ...edge,
        to: keys.get(ReferenceId) ?? `unknown ${ReferenceId}`,
      }));
      return [keyOf(service), { ...rest, edges }];
    }),
  );
};
