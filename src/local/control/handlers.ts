import type { InputOf, OperationName, OutputOf } from '../../xray/api/operations.ts';

/** Operations by name, each from a validated input to its answer, or an ApiError thrown. */
export type Handlers<O extends OperationName> = {
  readonly [Name in O]: (input: InputOf<Name>) => OutputOf<Name>;
};
