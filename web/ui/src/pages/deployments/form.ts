import type { DeploymentSpec } from '../../api/types';

/** Those whose jars Weir brings. */
export const CONNECTORS = ['jdbc', 'kafka'] as const;
type Connector = (typeof CONNECTORS)[number];

/** A draft as its form holds it: lists and maps as lines. */
export interface DraftForm {
  program: 'jar' | 'sql' | 'python';
  script: string;
  /** `name#version` of each. */
  jars: string[];
  connectors: string[];
  variables: string;
  /** `name#version` of the program. */
  pythonFile: string;
  module: string;
  /** `name#version` of each. */
  pythonFiles: string[];
  mode: 'application' | 'session';
  session: string;
  flinkVersion: string;
  artifact: string;
  entryClass: string;
  arguments: string;
  parallelism: number;
  jobManagerMemory: string;
  taskManagerMemory: string;
  slots: number;
  options: string;
  logLevels: string;
  upgrade: 'stateless' | 'stateful' | 'none';
  restore: 'none' | 'latest-savepoint' | 'latest-state';
  allowNonRestored: boolean;
  savepoints: string;
}

const NEW_SCRIPT = `CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '10');
CREATE TABLE nowhere (n BIGINT) WITH ('connector' = 'blackhole');
INSERT INTO nowhere SELECT n FROM numbers;
`;

export const EMPTY: DraftForm = {
  program: 'jar',
  script: NEW_SCRIPT,
  jars: [],
  connectors: [],
  variables: '',
  pythonFile: '',
  module: '',
  pythonFiles: [],
  mode: 'application',
  session: '',
  flinkVersion: '2.3.0',
  artifact: '',
  entryClass: '',
  arguments: '',
  parallelism: 1,
  jobManagerMemory: '1024m',
  taskManagerMemory: '1024m',
  slots: 1,
  options: '',
  logLevels: '',
  upgrade: 'stateful',
  restore: 'latest-state',
  allowNonRestored: false,
  savepoints: '',
};

const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

/** `key: value` a line, as in YAML; a line without a colon keeps its words as a key, so that the server names it. */
export function mapOf(text: string): Record<string, string> {
  return Object.fromEntries(
    lines(text).map((line) => {
      const at = line.search(/:(\s|$)/);
      return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}

export const linesOf = (map: Record<string, string> | undefined) =>
  Object.entries(map ?? {})
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');

const refOf = (artifact: { name: string; version?: number }) => `${artifact.name}#${artifact.version ?? 1}`;

function artifactOf(ref: string) {
  const [name = '', version = '1'] = ref.split('#');
  return { name, version: Number(version) };
}

function programOf(spec: DeploymentSpec): DraftForm['program'] {
  if (spec.sql) return 'sql';
  return spec.python ? 'python' : 'jar';
}

export function formOf(spec: DeploymentSpec): DraftForm {
  return {
    mode: spec.mode ?? 'application',
    session: spec.session ?? '',
    flinkVersion: spec.flinkVersion ?? '2.3.0',
    program: programOf(spec),
    script: spec.sql?.script ?? NEW_SCRIPT,
    jars: (spec.sql?.jars ?? []).map(refOf),
    connectors: spec.sql?.connectors ?? [],
    variables: linesOf(spec.sql?.variables),
    pythonFile: spec.python ? refOf(spec.python.artifact) : '',
    module: spec.python?.module ?? '',
    pythonFiles: (spec.python?.files ?? []).map(refOf),
    artifact: spec.artifact ? refOf(spec.artifact) : '',
    entryClass: spec.entryClass ?? '',
    arguments: (spec.python?.arguments ?? spec.arguments ?? []).join('\n'),
    parallelism: spec.parallelism ?? 1,
    jobManagerMemory: spec.jobManager?.memory ?? '1024m',
    taskManagerMemory: spec.taskManager?.memory ?? '1024m',
    slots: spec.taskManager?.slots ?? 1,
    options: linesOf(spec.options),
    logLevels: linesOf(spec.logLevels),
    upgrade: spec.upgrade ?? 'stateful',
    restore: spec.restore ?? 'latest-state',
    allowNonRestored: spec.allowNonRestored ?? false,
    savepoints: spec.savepoints ?? '',
  };
}

function programIn(form: DraftForm): Pick<DeploymentSpec, 'sql' | 'python' | 'artifact' | 'entryClass' | 'arguments'> {
  switch (form.program) {
    case 'sql':
      return {
        sql: {
          script: form.script,
          jars: form.jars.map(artifactOf),
          connectors: form.connectors as Connector[],
          variables: mapOf(form.variables),
        },
      };
    case 'python':
      return {
        python: {
          artifact: artifactOf(form.pythonFile),
          ...(form.module.trim() && { module: form.module.trim() }),
          files: form.pythonFiles.map(artifactOf),
          arguments: lines(form.arguments),
        },
      };
    case 'jar':
      return {
        artifact: artifactOf(form.artifact),
        ...(form.entryClass.trim() && { entryClass: form.entryClass.trim() }),
        arguments: lines(form.arguments),
      };
  }
}

export function specOf(form: DraftForm): DeploymentSpec {
  const own = form.mode === 'application';
  return {
    mode: form.mode,
    ...(own ? { flinkVersion: form.flinkVersion } : { session: form.session }),
    ...programIn(form),
    parallelism: form.parallelism,
    ...(own && {
      jobManager: { memory: form.jobManagerMemory },
      taskManager: { memory: form.taskManagerMemory, slots: form.slots },
      logLevels: mapOf(form.logLevels),
    }),
    options: mapOf(form.options),
    upgrade: form.upgrade,
    restore: form.restore,
    allowNonRestored: form.allowNonRestored,
    ...(form.savepoints.trim() && { savepoints: form.savepoints.trim() }),
  };
}

/** What differs between two specs, by key; nested keys are joined by dots. */
export function differences(
  before: DeploymentSpec,
  after: DeploymentSpec,
): { key: string; before: string; after: string }[] {
  const one = flat(before);
  const other = flat(after);
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .sort()
    .filter((key) => one[key] !== other[key])
    .map((key) => ({ key, before: one[key] ?? '', after: other[key] ?? '' }));
}

function flat(value: unknown, prefix = ''): Record<string, string> {
  if (Array.isArray(value)) {
    return { [prefix]: value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : one)).join('\n') };
  }
  if (value !== null && typeof value === 'object') {
    return Object.assign(
      {},
      ...Object.entries(value).map(([key, one]) => flat(one, prefix ? `${prefix}.${key}` : key)),
    );
  }
  return value === undefined || value === null ? {} : { [prefix]: String(value) };
}
