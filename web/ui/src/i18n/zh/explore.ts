import type { Messages } from '../en';
import type { explore as english } from '../en/explore';

export const explore: Pick<Messages, keyof typeof english> = {
  explore: {
    placeholder: 'PromQL，例如 sum by (job_name) (flink_taskmanager_job_task_numRecordsInPerSecond)',
    run: '运行',
    view: '视图',
    chart: '图表',
    table: '表格',
    empty: '写一条查询，或从下面的例子开始',
    series: '序列',
    value: '值',
    found_one: '{{count}} 个序列',
    found_other: '{{count}} 个序列',
  },
};
