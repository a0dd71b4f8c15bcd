/** What the page of queries says. */
export const explore = {
  explore: {
    placeholder: 'PromQL, such as sum by (job_name) (flink_taskmanager_job_task_numRecordsInPerSecond)',
    run: 'Run',
    view: 'View',
    chart: 'Chart',
    table: 'Table',
    empty: 'Write a query, or begin with one of these',
    series: 'Series',
    value: 'Value',
    found_one: '{{count}} series',
    found_other: '{{count}} series',
  },
};
