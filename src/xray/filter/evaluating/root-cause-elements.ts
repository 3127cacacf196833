import type { FailureRootCause, ResponseTimeRootCause } from '../../api/traces.ts';
import type { TraceFacts } from '../../trace-facts.ts';
import type { RootCauseSubject } from '../ast.ts';

/** A service, an entity or an exception on the path of a root cause; it has what its kind has. */
export interface RootCauseElement {
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  readonly inferred?: boolean | undefined;
  readonly remote?: boolean | undefined;
  readonly coverage?: number | undefined;
  readonly message?: string | undefined;
}

/**
 * The elements meant, one list a root cause, from the entry service to where the path ends. Entities are listed
 * through all services of the path, exceptions through all its entities.
 */
export const rootCauseElements = (
  { summary }: TraceFacts,
  { cause, element }: RootCauseSubject,
): readonly (readonly RootCauseElement[])[] => {
  if (cause === 'responsetime') {
    const causes = summary.ResponseTimeRootCauses ?? [];
    return causes.map(element === 'service' ? servicesOf : delayedEntitiesOf);
  }
  const causes = (cause === 'fault' ? summary.FaultRootCauses : summary.ErrorRootCauses) ?? [];
  return causes.map(FAILURE_ELEMENTS[element]);
};

const servicesOf = (cause: FailureRootCause | ResponseTimeRootCause): readonly RootCauseElement[] =>
  (cause.Services ?? []).map(({ Name, Type, Inferred }) => ({
    name: Name,
    type: Type,
    inferred: Inferred,
  }));

const delayedEntitiesOf = (cause: ResponseTimeRootCause): readonly RootCauseElement[] =>
  (cause.Services ?? [])
    .flatMap((service) => service.EntityPath ?? [])
    .map(({ Name, Coverage, Remote }) => ({ name: Name, coverage: Coverage, remote: Remote }));

const FAILURE_ELEMENTS: Readonly<
  Record<RootCauseSubject['element'], (cause: FailureRootCause) => readonly RootCauseElement[]>
> = {
  service: servicesOf,
  entity: (cause) =>
    failedEntitiesOf(cause).map(({ Name, Remote }) => ({ name: Name, remote: Remote })),
  exception: (cause) =>
    failedEntitiesOf(cause)
      .flatMap((entity) => entity.Exceptions ?? [])
      .map(({ Name, Message }) => ({ name: Name, message: Message })),
};

const failedEntitiesOf = (cause: FailureRootCause) =>
  (cause.Services ?? []).flatMap((service) => service.EntityPath ?? []);
