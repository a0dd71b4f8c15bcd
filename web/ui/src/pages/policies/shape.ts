import type { Schemas } from '../../api/types';

export type NumberPolicy = Schemas['NumberPolicy'];
export type EventPolicy = Schemas['EventPolicy'];
export type Policy = Schemas['Policy'];
export type StoredPolicy = Schemas['StoredPolicy'];
export type NumberCondition = NumberPolicy['conditions'][number];
export type EventMatcher = EventPolicy['matchers'][number];

export const SIGNS = { ABOVE: '>', AT_LEAST: '≥', BELOW: '<', AT_MOST: '≤' } as const;
export const OPERATORS = ['EQUALS', 'PREFIX', 'SUFFIX', 'CONTAINS', 'ANYTHING_BUT'] as const;
export const FIELDS = ['rule', 'severity', 'cluster', 'job', 'jobId', 'process', 'vertex', 'summary', 'label.'];

/** Metrics that people ask for first; any of the catalogue may be typed. */
export const METRICS = [
  'flink_taskmanager_job_task_busyTimeMsPerSecond',
  'flink_taskmanager_job_task_backPressuredTimeMsPerSecond',
  'flink_taskmanager_job_task_idleTimeMsPerSecond',
  'flink_taskmanager_job_task_numRecordsInPerSecond',
  'flink_taskmanager_job_task_numRecordsOutPerSecond',
  'flink_jobmanager_job_numRestarts',
  'flink_jobmanager_job_numberOfFailedCheckpoints',
  'flink_jobmanager_job_lastCheckpointDuration',
  'flink_jobmanager_job_lastCheckpointSize',
  'flink_taskmanager_Status_JVM_CPU_Load',
  'flink_taskmanager_Status_JVM_Memory_Heap_Used',
  'flink_taskmanager_Status_JVM_Threads_Count',
  'flink_jobmanager_Status_JVM_CPU_Load',
  'flink_jobmanager_Status_JVM_Memory_Heap_Used',
];

export const NEW_CONDITION: NumberCondition = { metric: '', comparison: 'ABOVE', against: 'VALUE', threshold: 0 };
export const NEW_MATCHER: EventMatcher = { field: 'job', operator: 'EQUALS', values: [] };

export function newPolicy(kind: Policy['kind']): Policy {
  if (kind === 'number') {
    return {
      kind,
      name: '',
      enabled: true,
      severity: 'WARNING',
      subjects: { names: [], labels: {} },
      match: 'ANY',
      conditions: [NEW_CONDITION],
      granularity: 1,
      points: 3,
      repeatHours: 0,
      notifyRecovery: true,
      receivers: null,
    };
  }
  return { kind, name: '', enabled: true, order: 100, matchers: [NEW_MATCHER], severity: null, receivers: null };
}

/** The faults that a server told, by their places; what has no place of a form stands under ''. */
export function faultsOf(message: string): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const line of message.split('\n')) {
    const [, place = '', text = line] = /^([A-Za-z0-9_.[\]]+): (.*)$/.exec(line) ?? [];
    faults[place] = faults[place] ? `${faults[place]}; ${text}` : text;
  }
  return faults;
}

/** `cluster=prod, team=a` as labels; what has no `=` is left out. */
export function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const part of text.split(',')) {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(0, at)).trim();
    if (name) labels[name] = part.slice(at + 1).trim();
  }
  return labels;
}

export const labelText = (labels: Record<string, string>) =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
