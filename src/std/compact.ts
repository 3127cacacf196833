/** An object without its members that are undefined or null, as shapes with optional members want it. */
export const compact = <Shape extends object>(
  shape: {
    readonly [Name in keyof Shape]: Shape[Name] | null | undefined;
  },
): Shape =>
  Object.fromEntries(
    Object.entries(shape).filter(([, member]) => member !== undefined && member !== null),
  ) as Shape;
