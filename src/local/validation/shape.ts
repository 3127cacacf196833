/**
 * What an operation takes, as a value: kinds, ranges and lengths of the service model. Lengths of strings are UTF-16
 * code units, as the front end counts them.
 */
export interface StringShape {
  readonly kind: 'string';
  readonly required?: true;
  readonly min?: number;
  readonly max?: number;
  /** The whole value must match. */
  readonly pattern?: string;
  readonly oneOf?: readonly string[];
}

export interface NumberShape {
  /** An integer has 32 bits; a timestamp is epoch seconds with a fraction. */
  readonly kind: 'integer' | 'double' | 'timestamp';
  readonly required?: true;
  readonly min?: number;
  readonly max?: number;
}

export interface BooleanShape {
  readonly kind: 'boolean';
  readonly required?: true;
}

export interface ListShape {
  readonly kind: 'list';
  readonly required?: true;
  readonly of: Shape;
  readonly max?: number;
}

/** From strings to strings. */
export interface MapShape {
  readonly kind: 'map';
  readonly required?: true;
  readonly key: StringShape;
  readonly value: StringShape;
  readonly max?: number;
}

export interface StructureShape {
  readonly kind: 'structure';
  readonly required?: true;
  readonly members: Readonly<Record<string, Shape>>;
}

export type ScalarShape = StringShape | NumberShape | BooleanShape;
export type Shape = ScalarShape | ListShape | MapShape | StructureShape;

/** The members a type has, each with a shape; those the type requires, with a required one. */
export type MembersOf<Type> = {
  readonly [Name in keyof Type]-?: object extends Pick<Type, Name>
    ? Shape
    : Shape & { readonly required: true };
};

export const string = (limits: Omit<StringShape, 'kind'> = {}): StringShape => ({
  kind: 'string',
  ...limits,
});

export const integer = (limits: Omit<NumberShape, 'kind'> = {}): NumberShape => ({
  kind: 'integer',
  ...limits,
});

export const double = (limits: Omit<NumberShape, 'kind'> = {}): NumberShape => ({
  kind: 'double',
  ...limits,
});

export const timestamp: NumberShape = { kind: 'timestamp' };
export const boolean: BooleanShape = { kind: 'boolean' };

/** At most `max` elements. */
export const list = (of: Shape, max?: number): ListShape =>
  max === undefined ? { kind: 'list', of } : { kind: 'list', of, max };

/** A structure of exactly the members of `Type`, checked by the compiler. */
export const structure = <Type>(members: MembersOf<Type>): StructureShape => ({
  kind: 'structure',
  members: members as StructureShape['members'],
});

/** The same shape for a member that must be there and not null. */
export const required = <Any extends Shape>(shape: Any): Any & { readonly required: true } => ({
  ...shape,
  required: true,
});
