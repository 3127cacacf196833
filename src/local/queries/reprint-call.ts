import { resourceNameOf } from '../../xray/graph/node-identity.ts';
import type { Subsegment } from '../../xray/segment.ts';

const withoutTraced = (http: Subsegment['http']): Subsegment['http'] => {
  if (http?.request?.traced === undefined) return http;
  const { traced: _, ...request } = http.request;
  return { ...http, request };
};

const withResourceNames = ({ name, namespace, aws }: Subsegment): Subsegment['aws'] => {
  if (namespace !== 'aws' || aws === undefined || aws['resource_names'] !== undefined) return aws;
  const resource = resourceNameOf(name, aws);
  return resource === undefined ? aws : { ...aws, resource_names: [resource] };
};

/**
 * The members of a subsegment that X-Ray gives back otherwise than it got them: `http.request.traced` is an instruction
 * to the service, not part of what happened; the resource that an AWS SDK call reached is named once more in
 * `aws.resource_names`. [live] Absent where the subsegment has none.
 */
export const reprintCall = (call: Subsegment): Pick<Subsegment, 'http' | 'aws'> => {
  const http = withoutTraced(call.http);
  const aws = withResourceNames(call);
  return { ...(http === undefined ? {} : { http }), ...(aws === undefined ? {} : { aws }) };
};
