import AWSXRay, { type Subsegment } from 'aws-xray-sdk-core';

/** Runs `work` inside a subsegment of the current request; a throw closes it with the exception and goes on up. */
export const inSubsegment = <T>(
  name: string,
  work: (subsegment: Subsegment) => Promise<T>,
): Promise<T> => {
  return AWSXRay.captureAsyncFunc(name, async (subsegment) => {
    if (subsegment === undefined) throw new Error(`no segment is open for ${name}`);
    try {
      const value = await work(subsegment);
      subsegment.close();
      return value;
    } catch (error) {
      subsegment.close(error instanceof Error ? error : String(error));
      throw error;
    }
  });
};
