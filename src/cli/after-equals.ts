import { shellWord } from '../std/shell-word.ts';
import { hideCredentials } from './flags/url.ts';

/** The remedy for `--local URL`: an option whose value is optional takes it only after `=`, and `text` was meant as one. */
export const afterEquals = (option: string, text: string): string =>
  `The value of ${option} comes after "=": ${option}=${shellWord(hideCredentials(text))}`;
