import type { Clock } from '../ports/clock.ts';
import type { RemoteXRayApi } from '../ports/xray-api.ts';

/** What telling takes. */
interface TellingPorts {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly tell: (line: string) => Promise<void>;
}

type Method = (input: never, signal?: AbortSignal) => Promise<unknown>;

const tellCall =
  (operation: string, method: Method, { clock, tell }: TellingPorts): Method =>
  async (input, signal) => {
    const startedMs = clock.monotonic();
    const took = (): string => `${Math.round(clock.monotonic() - startedMs)} ms`;
    try {
      const answer = await method(input, signal);
      await tell(`${operation}: answered in ${took()}`);
      return answer;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      await tell(`${operation}: failed after ${took()}: ${why}`);
      throw error;
    }
  };

/** The same X-Ray, and a line for each request it is asked: the operation, how long it took, how it failed. */
export const tellCalls = (api: RemoteXRayApi, ports: TellingPorts): RemoteXRayApi => {
  const methods = Object.entries(api).map(([name, method]: [string, Method]) => {
    const operation = name.charAt(0).toUpperCase() + name.slice(1);
    return [name, tellCall(operation, method, ports)];
  });
  return Object.fromEntries(methods) as RemoteXRayApi;
};
