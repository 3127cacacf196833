import { defineCommand } from '../cli/command.ts';
import { EXIT } from '../cli/exit-code.ts';
import { exitCodes } from './explain/exit-codes.ts';
import { filter } from './explain/filter.ts';
import { limits } from './explain/limits.ts';
import { type Topic, tableOf } from './explain/topic.ts';

/** Every page, in the order they are listed. */
const TOPICS: readonly Topic[] = [filter, exitCodes, limits];

const listTopics = (): string =>
  `Topics of xrayctl explain:\n\n${tableOf(TOPICS.map(({ name, brief }) => [name, brief]))}`;

/** `xrayctl explain`. */
export const explain = defineCommand({
  description: 'Pages that need no network. Without a topic, the list of them.',
  positionals: [
    { name: 'TOPIC', brief: 'what to explain', choices: TOPICS.map(({ name }) => name) },
  ],
  flags: {},
  formats: ['text'],
  examples: [
    { about: 'the filter language', line: 'xrayctl explain filter' },
    { about: 'what an exit code means', line: 'xrayctl explain exit-codes' },
  ],
  async run(context, _flags, [asked]) {
    const topic = TOPICS.find(({ name }) => name === asked);
    await context.out(`${topic === undefined ? listTopics() : topic.text}\n`);
    return EXIT.done;
  },
});
