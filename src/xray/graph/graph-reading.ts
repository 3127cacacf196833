/** Parts of all calls, 0 to 1; they add up to 1 where there was a call. */
export interface OutcomeShares {
  readonly ok: number;
  /** Client errors other than throttling. */
  readonly error: number;
  readonly throttle: number;
  readonly fault: number;
}

/** Seconds that 50, 90 and 99 % of calls did not exceed. */
export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/** What the calls of a node or an edge amount to. */
export interface Traffic {
  readonly calls: number;
  /** Undefined where the graph is of no window of time. */
  readonly callsPerSecond: number | undefined;
  readonly shares: OutcomeShares;
  /** Mean, seconds; undefined without a call. */
  readonly averageSeconds: number | undefined;
  /** Undefined where the service gave no histogram: then the mean is all there is. */
  readonly percentiles: Percentiles | undefined;
}

export interface NodeReading {
  /** ReferenceId of the service. */
  readonly id: number;
  readonly name: string;
  /** `client`, `remote`, `AWS::DynamoDB::Table`, ...; undefined for a service that names none. */
  readonly type: string | undefined;
  readonly accountId: string | undefined;
  /** Whether requests enter the system here. */
  readonly isEntry: boolean;
  /** Whether it stands for whoever calls from outside, whom nobody measured. */
  readonly isClient: boolean;
  /** Whether the service reported itself, rather than being known from its callers alone. */
  readonly isReported: boolean;
  /** Undefined for a client, and where the answer has no statistics. */
  readonly traffic: Traffic | undefined;
}

export interface EdgeReading {
  /** Ids of nodes. */
  readonly from: number;
  readonly to: number;
  /** Names the caller knew its callee by, where they differ. */
  readonly aliases: readonly string[];
  /** Whether the call was a message that waited before it was taken up. */
  readonly isLink: boolean;
  /** How the caller saw it. */
  readonly traffic: Traffic | undefined;
  /** Mean seconds a message waited; undefined on other edges. */
  readonly averageWaitSeconds: number | undefined;
  /**
   * Mean seconds of a call that the callee did not have it: the network, queues and retries between the two. Never
   * negative; undefined where it cannot be known.
   */
  readonly networkSeconds: number | undefined;
  /** That part of the mean call, 0 to 1. */
  readonly networkShare: number | undefined;
}

/** What a service graph says, for people: computed from the answer of GetServiceGraph or GetTraceGraph. */
export interface GraphReading {
  /** In the order of the answer. */
  readonly nodes: readonly NodeReading[];
  /** In the order of the answer, under the caller. */
  readonly edges: readonly EdgeReading[];
  /** How many edges lead to a node that is not in the answer, and are not in `edges`. */
  readonly danglingEdges: number;
  /**
   * Circular dependencies, each as the names along the calls, beginning with the one first in the alphabet; a service
   * that calls itself is a list of one. Each service in a circle is in one of the lists; not every way round is listed.
   */
  readonly cycles: readonly (readonly string[])[];
  /** The call from service to service with the highest mean; clients' and messages' edges do not count. */
  readonly slowestHop: EdgeReading | undefined;
}
