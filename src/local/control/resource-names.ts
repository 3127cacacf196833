/** The ARNs of one account and region, made and taken apart. */
export interface ResourceNames {
  /** `sampling-rule/NAME` or `group/NAME/ID` as an ARN. */
  arnOf(resource: string): string;
  /** The part after the account; undefined for an ARN of another service, region or account. */
  resourceOf(arn: string): string | undefined;
}

const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

/** Names as X-Ray gives them: `arn:aws:xray:eu-west-1:000000000000:sampling-rule/Default`. */
export const createResourceNames = (region: string, accountId: string): ResourceNames => {
  const prefix = `arn:${partitionOf(region)}:xray:${region}:${accountId}:`;
  return {
    arnOf: (resource) => prefix + resource,
    resourceOf: (arn) => (arn.startsWith(prefix) ? arn.slice(prefix.length) : undefined),
  };
};
