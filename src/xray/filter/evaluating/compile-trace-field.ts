import type { TraceFacts } from '../../trace-facts.ts';
import type { FieldTerm } from '../ast.ts';
import type { TraceKeyword } from '../keywords.ts';
import { compileValueTest } from './compile-value-test.ts';
import type { Test } from './test.ts';

/** Keywords a trace may have several values for, one or none a segment; one that matches is enough. */
type ListKeyword = 'user' | 'availabilityzone' | 'instance.id' | 'resource.arn';

/** A flag that is absent is false. */
const VALUES: Readonly<Record<Exclude<TraceKeyword, ListKeyword>, (facts: TraceFacts) => unknown>> =
  {
    ok: ({ summary }) => !(summary.HasError || summary.HasThrottle || summary.HasFault),
    error: ({ summary }) => summary.HasError === true,
    throttle: ({ summary }) => summary.HasThrottle === true,
    fault: ({ summary }) => summary.HasFault === true,
    partial: ({ summary }) => summary.IsPartial === true,
    inferred: ({ graph }) => graph.nodes.some((node) => node.inferred),
    responsetime: ({ summary }) => summary.ResponseTime,
    duration: ({ summary }) => summary.Duration,
    'http.status': ({ summary }) => summary.Http?.HttpStatus,
    'http.url': ({ summary }) => summary.Http?.HttpURL,
    'http.method': ({ summary }) => summary.Http?.HttpMethod,
    'http.useragent': ({ summary }) => summary.Http?.UserAgent,
    'http.clientip': ({ summary }) => summary.Http?.ClientIp,
  };

const LISTS: Readonly<Record<ListKeyword, (facts: TraceFacts) => readonly unknown[]>> = {
  user: ({ summary }) => summary.Users?.map((user) => user.UserName) ?? [],
  availabilityzone: ({ summary }) => summary.AvailabilityZones?.map((zone) => zone.Name) ?? [],
  'instance.id': ({ summary }) => summary.InstanceIds?.map((instance) => instance.Id) ?? [],
  'resource.arn': ({ summary }) => summary.ResourceARNs?.map((resource) => resource.ARN) ?? [],
};

const isListKeyword = (keyword: TraceKeyword): keyword is ListKeyword => keyword in LISTS;

/** Compiles a keyword asked of the trace. */
export const compileTraceField = (term: FieldTerm<TraceKeyword>): Test<TraceFacts> => {
  const test = compileValueTest(term.comparison);
  if (isListKeyword(term.keyword)) {
    const list = LISTS[term.keyword];
    return (facts) => list(facts).some(test);
  }
  const value = VALUES[term.keyword];
  return (facts) => test(value(facts));
};
