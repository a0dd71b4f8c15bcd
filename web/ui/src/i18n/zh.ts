import type { Messages } from './en';
import { access } from './zh/access';
import { alerting } from './zh/alerting';
import { clusters } from './zh/clusters';
import { deployments } from './zh/deployments';
import { diagnosis } from './zh/diagnosis';
import { events } from './zh/events';
import { explore } from './zh/explore';
import { incidents } from './zh/incidents';
import { jobs } from './zh/jobs';
import { logs } from './zh/logs';
import { maintenance } from './zh/maintenance';
import { policies } from './zh/policies';
import { routing } from './zh/routing';
import { rules } from './zh/rules';
import { shell } from './zh/shell';
import { status } from './zh/status';

export const zh: Messages = {
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
