import packageJson from '../../package.json' with { type: 'json' };
import { defineCommand } from '../cli/command.ts';
import { EXIT } from '../cli/exit-code.ts';
import { outJson } from './options/out-json.ts';

/** `xrayctl version`, and `xrayctl --version`. */
export const version = defineCommand({
  description: 'With -v also what it runs on, for a bug report.',
  positionals: [],
  flags: {},
  formats: ['text', 'json'],
  examples: [
    { about: 'what is installed', line: 'xrayctl version' },
    { about: 'all that a bug report needs', line: 'xrayctl version -v' },
  ],
  async run(context, flags) {
    const { nodeVersion, platform, architecture } = context.runtime;
    const shown = { version: packageJson.version, node: nodeVersion, platform, architecture };
    if (flags.output === 'json') {
      await outJson(context, { schema: 'xrayctl/version/v1', ...shown });
      return EXIT.done;
    }
    const runsOn = `Node.js ${nodeVersion}\n${platform} ${architecture}\n`;
    await context.out(`xrayctl ${packageJson.version}\n${context.isVerbose ? runsOn : ''}`);
    return EXIT.done;
  },
});
