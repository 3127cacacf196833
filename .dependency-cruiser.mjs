/** The house rules of xrayctl: who may import whom. `npm run layers` fails on any breach; docs/architecture.md explains them. */
const only = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^src/', pathNot: to },
});

const SOCKET_FILES =
  '^src/(clients/|daemon/(udp-receiver|tcp-proxy|health-server)[.]ts$|local/http-server[.]ts$|demo/)';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'No cycles, types included.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'Every import must resolve.',
      from: { path: '^(src|test)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-dependency-in-src',
      severity: 'error',
      comment: 'What ships may only use what is installed with it.',
      from: { path: '^(src|bin)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-src-to-test',
      severity: 'error',
      comment: 'The program never leans on its tests.',
      from: { path: '^(src|bin)/' },
      to: { path: '^test/' },
    },
    only('std-is-a-leaf', '^src/std/', '^src/std/', 'std knows no X-Ray and no other folder.'),
    only(
      'xray-is-pure',
      '^src/xray/',
      '^src/(xray|std)/',
      'The domain model imports only itself and std.',
    ),
    {
      name: 'xray-and-std-stand-alone',
      severity: 'error',
      comment: 'Pure folders: no node core, no packages.',
      from: { path: '^src/(xray|std)/' },
      to: { dependencyTypes: ['core', 'npm'] },
    },
    {
      name: 'render-and-formats-do-no-io',
      severity: 'error',
      comment: 'Pure folders: no node core.',
      from: { path: '^src/(render|formats)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'render-packages',
      severity: 'error',
      comment: 'Renderers use the drawing packages only.',
      from: { path: '^src/render/' },
      to: {
        dependencyTypes: ['npm'],
        pathNot: 'node_modules/(chalk|cli-table3|string-width|ink|react|jmespath)/',
      },
    },
    only('ports-are-types', '^src/ports/', '^src/(ports|xray)/', 'Ports speak domain types only.'),
    only(
      'core-speaks-ports',
      '^src/core/',
      '^src/(core|formats|ports|xray|std)/',
      'Use cases never see an SDK, a socket or a terminal.',
    ),
    only(
      'engine-local',
      '^src/local/',
      '^src/(local|formats|ports|xray|std)/',
      'Engines do not know one another.',
    ),
    only(
      'engine-daemon',
      '^src/daemon/',
      '^src/(daemon|formats|ports|xray|std)/',
      'Engines do not know one another.',
    ),
    only(
      'formats-are-pure',
      '^src/formats/',
      '^src/(formats|xray|std)/',
      'Readers of files know only the domain.',
    ),
    only(
      'demo-stands-alone',
      '^src/demo/',
      '^src/demo/',
      'The demo services are programs of their own.',
    ),
    only(
      'clients-implement-ports',
      '^src/clients/',
      '^src/(clients|ports|xray|std)/',
      'Adapters know ports, not use cases.',
    ),
    {
      name: 'sdks-only-in-clients',
      severity: 'error',
      comment: 'AWS SDKs stop at src/clients.',
      from: { path: '^src/', pathNot: '^src/clients/' },
      to: { path: 'node_modules/(@aws-sdk|@smithy|@kubernetes)/' },
    },
    {
      name: 'libsql-only-in-the-store',
      severity: 'error',
      comment: 'The database stops at the store.',
      from: { path: '^src/', pathNot: '^src/local/store/' },
      to: { path: 'node_modules/libsql/' },
    },
    {
      name: 'sockets-only-where-named',
      severity: 'error',
      comment: 'Only these files open sockets.',
      from: { path: '^src/', pathNot: SOCKET_FILES },
      to: { path: '^(node:)?(dgram|net|http|https|http2|tls|dns)$' },
    },
    {
      name: 'render-is-pure',
      severity: 'error',
      comment:
        'Renderers turn results into strings; use cases and engines reach them as types only.',
      from: { path: '^src/render/' },
      to: { path: '^src/', pathNot: '^src/(render|xray|std)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'files-only-where-named',
      severity: 'error',
      comment: 'Files are read through ports/files; only adapters and the store touch fs.',
      from: { path: '^src/', pathNot: '^src/(clients/node/|local/store/)' },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'wiring-knows-no-command',
      severity: 'error',
      comment: 'Wiring builds ports; commands ask for them.',
      from: { path: '^src/wiring[.]ts$' },
      to: { path: '^src/(commands|main|render)' },
    },
    only(
      'render-types',
      '^src/render/',
      '^src/(render|formats|xray|std|core|local)/',
      'No SDK, frame or command shapes in renderers.',
    ),
    only(
      'cli-is-a-frame',
      '^src/cli/',
      '^src/(cli|ports|std)/|^src/render/(style|layout/neutralize|json/print-json)[.]ts$|^src/xray/api/api-error(-kind)?[.]ts$',
      'The frame parses and prints; it knows no command. Of drawing it knows the style it decides, of X-Ray the errors it tells.',
    ),
    {
      name: 'commands-get-clients-from-context',
      severity: 'error',
      comment: 'Commands receive ports through Context.',
      from: { path: '^src/commands/' },
      to: { path: '^src/(clients|wiring)' },
    },
    {
      name: 'no-command-to-command',
      severity: 'error',
      comment: 'Share through core, not sideways.',
      from: { path: '^src/commands/([^/]+?)(?:[.]ts$|/)', pathNot: '^src/commands/index[.]ts$' },
      to: { path: '^src/commands/', pathNot: '^src/commands/($1(?:[.]ts$|/)|options/)' },
    },
    {
      name: 'only-wiring-builds-clients',
      severity: 'error',
      comment: 'One place constructs clients.',
      from: { path: '^src/', pathNot: '^src/(wiring[.]ts|clients/)' },
      to: { path: '^src/clients/' },
    },
    {
      name: 'no-orphan',
      severity: 'error',
      comment: 'A file nobody imports is dead.',
      from: { orphan: true, path: '^src/', pathNot: '^src/demo/' },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
