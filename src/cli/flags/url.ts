import { failure, success } from '../../std/result.ts';
import type { ValueType } from './flag.ts';

/** The text as a URL with a host and the protocol http or https; undefined when it is none. */
export const httpUrl = (given: string): URL | undefined => {
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given)) return undefined;
  const url = new URL(given);
  return url.hostname === '' ? undefined : url;
};

/** A text as it may be quoted: without what stands before the `@` of a URL, which may be a password. */
export const hideCredentials = (text: string): string => text.replace(/\/\/[^/\s]*@/, '//***@');

/** An http or https URL, as given but for trailing slashes. Credentials in it are refused: they would reach logs. */
export const url: ValueType<string> = {
  placeholder: 'URL',
  example: 'http://127.0.0.1:2000',
  parse: (given) => {
    const read = httpUrl(given);
    if (read === undefined) return failure('is not a URL; expected http:// or https:// and a host');
    if (read.username !== '' || read.password !== '') return failure('must not hold credentials');
    return success(given.replace(/\/+$/, ''));
  },
};
