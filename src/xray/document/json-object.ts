/** A JSON object as it came off the wire: any member, any value. Ours to mend, since we parsed it. */
export type JsonObject = Record<string, unknown>;

/** Whether a JSON value is an object; arrays and null are not. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
