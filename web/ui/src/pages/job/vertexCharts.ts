import type { Job, Unit, Vertex } from '../../api/types';
import type { Ask } from '../../charts/useFrames';

const quoted = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"');

export interface VertexChart {
  id: 'pressure' | 'busy' | 'in' | 'out';
  unit: Unit;
  max: number | null;
  asks: Ask[];
}

/** The charts of one vertex, a line for each subtask. Flink's task metrics: https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/metrics/ */
export function vertexCharts(job: Job, vertex: Vertex): VertexChart[] {
  const where = `{job_id="${quoted(job.id)}",task_id="${quoted(vertex.id)}"}`;
  const chart = (id: VertexChart['id'], unit: Unit, max: number | null, expr: string): VertexChart => ({
    id,
    unit,
    max,
    asks: [{ expr, legend: '{{subtask_index}}' }],
  });
  const task = (name: string) => `max by (subtask_index) (flink_taskmanager_job_task_${name}${where})`;
  return [
    chart('pressure', 'share', 1, `${task('backPressuredTimeMsPerSecond')} / 1000`),
    chart('busy', 'share', 1, `${task('busyTimeMsPerSecond')} / 1000`),
    chart('in', 'perSecond', null, task('numRecordsInPerSecond')),
    chart('out', 'perSecond', null, task('numRecordsOutPerSecond')),
  ];
}
