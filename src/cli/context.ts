import type { XRayApi } from '../ports/xray-api.ts';
import type { XRayConnection, XRayTarget } from '../ports/xray-connection.ts';
import type { Style } from '../render/style.ts';
import { isClosedPipe } from './closed-pipe.ts';
import type { CompletionModel } from './completion/completion-model.ts';
import type { GlobalFlags } from './global-flags.ts';
import { createMessenger, type Messenger } from './messenger.ts';
import { tellCalls } from './tell-calls.ts';
import { decideStyle } from './terminal.ts';
import type { World } from './world.ts';
import { plainHttpWarning, resolveXRayTarget } from './xray-target.ts';

/** What of the world a command is given as it is. */
type Given =
  | 'io'
  | 'clock'
  | 'random'
  | 'env'
  | 'runtime'
  | 'files'
  | 'datagrams'
  | 'http'
  | 'programs';

/** What a command is given: the world, as the global flags want it seen. Nothing here is opened before it is used. */
export interface Context extends Messenger, Pick<World, Given> {
  /** Aborted by SIGINT, SIGTERM and --timeout; its reason is the XrayctlError to end with. */
  readonly signal: AbortSignal;
  /** How results are drawn on stdout. */
  readonly style: Style;
  /** The expression of --query, for JSON-shaped outputs. */
  readonly query: string | undefined;
  /** X-Ray, connected on first use; its requests end with `signal`. */
  readonly xray: () => Promise<XRayApi>;
  /** The same, with its region and its name for messages. */
  readonly connection: () => Promise<XRayConnection>;
  /** All that a shell needs to complete our command lines; loads every command. */
  readonly completionModel: () => Promise<CompletionModel>;
  /** Another X-Ray than the one the flags name. */
  readonly connect: (target: XRayTarget) => Promise<XRayConnection>;
  /** Where `xray` will look, before anything is opened. */
  readonly target: XRayTarget;
  /** Writes a result to stdout as it stands. Under a command with a verdict, a reader that left is not an error. */
  readonly out: (text: string) => Promise<void>;
}

interface ContextOptions {
  readonly globals: GlobalFlags;
  readonly signal: AbortSignal;
  readonly completionModel: Context['completionModel'];
  /** Command.verdict. */
  readonly verdict: boolean;
}

/** Made on first use; later callers get what the first one got. */
const once = <Value extends object>(make: () => Value): (() => Value) => {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** The context of one run of one command. */
export const createContext = (world: World, options: ContextOptions): Context => {
  const { globals, signal } = options;
  const { io, clock, random, env, runtime, files, datagrams, http, programs } = world;
  const messenger = createMessenger(io.stderr, globals, env);
  const target = once(() => resolveXRayTarget(globals, env));
  const connect = async (to: XRayTarget): Promise<XRayConnection> => {
    const connected = await world.connectXRay(to, signal);
    if (!messenger.isVerbose) return connected;
    const { api, region, description } = connected;
    await messenger.detail(`asking ${description}, region ${region}`);
    return { ...connected, api: tellCalls(api, { clock, tell: messenger.detail }) };
  };
  const connection = once(async () => {
    const warning = plainHttpWarning(target().endpoint);
    if (warning !== undefined) await messenger.warn(warning);
    return connect(target());
  });
  return {
    ...messenger,
    io,
    clock,
    random,
    env,
    runtime,
    files,
    datagrams,
    http,
    programs,
    signal,
    get target() {
      return target();
    },
    completionModel: options.completionModel,
    connection,
    connect,
    style: decideStyle(io.stdout, globals, env),
    query: globals.query,
    xray: async () => (await connection()).api,
    out: async (text) => {
      await messenger.clearProgress();
      try {
        await io.stdout.write(text);
      } catch (error) {
        if (!(options.verdict && isClosedPipe(error))) throw error;
      }
    },
  };
};
