import { type ErrorKind, XrayctlError } from '../../std/xrayctl-error.ts';
import { kindOfApiError } from '../../xray/api/api-error-kind.ts';
import type { OperationName } from '../../xray/api/operations.ts';
import type { RetrievalOperationName } from '../../xray/api/retrieval.ts';
import { codeOf, networkWords } from './network-words.ts';
import { NOT_XRAY, ServiceRefusal, TOO_LARGE } from './service-refusal.ts';

/** What was asked, of whom: for the message. */
export interface Asked {
  /** Undefined while only the configuration was read. */
  readonly operation: OperationName | RetrievalOperationName | undefined;
  readonly description: string;
  /** Asked under --local. */
  readonly local: boolean;
  /** The profile asked for, if any. */
  readonly profile: string | undefined;
}

const ANOTHER_SERVER = 'Check --endpoint (or --local=URL): is another server at that address?';
const OWN_ADDRESS =
  'xrayctl local asks for no credentials, but answers only to its own address: use the URL of its ready line.';
const START_LOCAL = 'Start one in another terminal with: xrayctl local';
const NO_ACCOUNT =
  'Without an AWS account: xrayctl local in one terminal, xrayctl --local in another.';

/** Names the SDK gives to credentials it cannot find or refresh. */
const CREDENTIAL_ERRORS: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'ProviderError',
  'TokenProviderError',
]);

const remedyFor = (kind: ErrorKind, error: ServiceRefusal, asked: Asked): string | undefined => {
  if (kind === 'access' && asked.local) return OWN_ADDRESS;
  if (error.name === 'AccessDeniedException') {
    return `Who you are needs the permission xray:${asked.operation}. See who that is: aws sts get-caller-identity`;
  }
  if (/Expired/.test(error.name)) return 'Log in again: aws sso login, or renew the session.';
  if (kind === 'access') return `Check the credentials: aws sts get-caller-identity\n${NO_ACCOUNT}`;
  if (error.name === 'UnknownOperationException') return ANOTHER_SERVER;
  if (error.$metadata.httpStatusCode === 429)
    return 'Ask again in a moment, or for a narrower window.';
  return kind === 'remote' ? 'Ask again in a moment.' : undefined;
};

const kindOf = (error: ServiceRefusal): ErrorKind => {
  const status = error.$metadata.httpStatusCode;
  const known = kindOfApiError(error.name);
  if (known !== undefined) return known;
  return status === 401 || status === 403 ? 'access' : 'remote';
};

const fromStrangeAnswer = (what: string, remedy: string, error: Error, asked: Asked) =>
  new XrayctlError('remote', `${asked.description} answered ${asked.operation} with ${what}`, {
    remedy,
    cause: error,
  });

const fromRefusal = (error: ServiceRefusal, asked: Asked): XrayctlError => {
  if (error.name === NOT_XRAY) {
    const what = `something that is not X-Ray's JSON (${error.message})`;
    return fromStrangeAnswer(what, ANOTHER_SERVER, error, asked);
  }
  if (error.name === TOO_LARGE) {
    return fromStrangeAnswer(error.message, 'Ask for less at a time.', error, asked);
  }
  const kind = kindOf(error);
  const { requestId } = error.$metadata;
  const details = [error.name, ...(requestId ? [`request ${requestId}`] : [])].join(', ');
  const message = `${asked.description} refused ${asked.operation}: ${error.message} (${details})`;
  const remedy = remedyFor(kind, error, asked);
  return new XrayctlError(kind, message, { ...(remedy ? { remedy } : {}), cause: error });
};

const inProfile = ({ profile }: Asked): string =>
  profile === undefined ? '' : ` in the profile "${profile}"`;

const fromCredentials = (error: Error, asked: Asked): XrayctlError =>
  new XrayctlError('access', `no AWS credentials${inProfile(asked)}: ${error.message}`, {
    remedy: `Log in (aws sso login, or aws configure), or choose a profile with --profile.\n${NO_ACCOUNT}`,
    cause: error,
  });

const remedyForNetwork = (error: Error, { local }: Asked): string => {
  if (!local) return 'Check the network, --endpoint and --region.';
  return codeOf(error) === 'ECONNREFUSED' ? START_LOCAL : ANOTHER_SERVER;
};

const fromNetwork = (words: string, error: Error, asked: Asked): XrayctlError => {
  const what = asked.operation === undefined ? '' : ` (${asked.operation})`;
  return new XrayctlError('remote', `${asked.description} cannot be reached: ${words}${what}`, {
    remedy: remedyForNetwork(error, asked),
    cause: error,
  });
};

/** An error of the SDK, or of the network under it, as one of ours. The only place where their names are known. */
export const mapError = (error: unknown, asked: Asked): unknown => {
  if (error instanceof XrayctlError || !(error instanceof Error)) return error;
  if (error instanceof ServiceRefusal) return fromRefusal(error, asked);
  if (CREDENTIAL_ERRORS.has(error.name)) return fromCredentials(error, asked);
  if (error.message === 'Region is missing') {
    return new XrayctlError('usage', `no AWS region is set${inProfile(asked)}`, {
      remedy: `Give one with --region eu-west-1, or export AWS_REGION.\n${NO_ACCOUNT}`,
      cause: error,
    });
  }
  if (error.message.startsWith('Region not accepted')) {
    return new XrayctlError('usage', error.message, {
      remedy: 'Give a region with --region eu-west-1, or mend AWS_REGION.',
      cause: error,
    });
  }
  const words = networkWords(error);
  return words === undefined ? error : fromNetwork(words, error, asked);
};
