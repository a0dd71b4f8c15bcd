import { useMemo } from 'react';
import { useFrame } from '../../charts/useFrames';

/** What the sources of a job emit; each vertex whose name begins with Source counts, as in Flink's job graph. */
const FLOW = [
  {
    expr: 'sum by (job_id) (flink_taskmanager_job_task_numRecordsOutPerSecond{task_name=~"Source.*"})',
    legend: '{{job_id}}',
  },
];

/** Records per second over the time range, by job id: one query for all jobs. */
export function useJobSparks(): Map<string, (number | null)[]> {
  const { frame } = useFrame(FLOW, 60);
  return useMemo(() => new Map(frame?.lines.map((line) => [line.label, line.values])), [frame]);
}
