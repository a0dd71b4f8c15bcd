/** What the page of quick diagnosis says. */
export const diagnosis = {
  diagnosis: {
    cluster: 'Cluster',
    job: 'Job',
    everyJob: 'Every job',
    signatures: 'Signatures',
    tick: 'Tick signatures to search the logs for',
    noCluster: 'No cluster is watched yet',
    noClusterHint: 'Name one under clusters: in weir.yaml; its REST address is enough.',
    nothing: 'Nothing found in this range. What was not looked at is named below, if anything.',
    noMatch: 'No line matches in this range',
    lines_one: '{{count}} line',
    lines_other: '{{count}} lines',
    partial: 'Not everything was searched:',
    hidden_one: '{{count}} line of known noise is hidden',
    hidden_other: '{{count}} lines of known noise are hidden',
    open: 'Diagnose',
  },
};
