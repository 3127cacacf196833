import type { RemoteXRayApi } from './xray-api.ts';

/** Where X-Ray requests go, as flags and environment say. */
export interface XRayTarget {
  /** Undefined: AWS, by the SDK's own rules. */
  readonly endpoint: string | undefined;
  /** Placeholder credentials, never the user's. */
  readonly local: boolean;
  /** Undefined: what the AWS configuration files say. */
  readonly region: string | undefined;
  readonly profile: string | undefined;
}

/** An X-Ray to talk to, and what to call it in messages. */
export interface XRayConnection {
  readonly api: RemoteXRayApi;
  readonly region: string;
  /** `http://127.0.0.1:2000`, or `AWS X-Ray in eu-west-1`. */
  readonly description: string;
}
