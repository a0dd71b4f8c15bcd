import { access } from './en/access';
import { alerting } from './en/alerting';
import { clusters } from './en/clusters';
import { deployments } from './en/deployments';
import { diagnosis } from './en/diagnosis';
import { events } from './en/events';
import { explore } from './en/explore';
import { incidents } from './en/incidents';
import { jobs } from './en/jobs';
import { logs } from './en/logs';
import { maintenance } from './en/maintenance';
import { policies } from './en/policies';
import { routing } from './en/routing';
import { rules } from './en/rules';
import { shell } from './en/shell';
import { status } from './en/status';

export const en = {
  ...access,
  ...alerting,
  ...clusters,
  ...deployments,
  ...diagnosis,
  ...events,
  ...explore,
  ...incidents,
  ...jobs,
  ...logs,
  ...maintenance,
  ...policies,
  ...routing,
  ...rules,
  ...shell,
  ...status,
};

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** What every language must say. */
export type Messages = Texts<typeof en>;
