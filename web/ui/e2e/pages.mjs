import { seriousFaults } from './axe.mjs';
import { check, NARROW, WIDE } from './browser.mjs';

/** Every page there is, with a job and an event that exist. */
export async function addresses(weir) {
  const jobs = await weir.get('/api/v1/jobs');
  const { events } = await weir.get('/api/v1/events?limit=50');
  // A pending one may be over before its page is asked for, and is gone then.
  const event = events.find((each) => each.state !== 'pending');
  const job = jobs.find((each) => each.name === 'orders') ?? jobs[0];
  check(job, 'there is no job');
  const jobPath = `/clusters/${encodeURIComponent(job.cluster)}/jobs/${job.id}`;
  return {
    overview: '/',
    jobs: '/jobs',
    job: jobPath,
    'job-metrics': `${jobPath}?tab=metrics&group=task`,
    'job-logs': `${jobPath}?tab=logs`,
    'job-diagnosis': `${jobPath}?tab=diagnosis`,
    'job-versions': `${jobPath}?tab=versions`,
    'job-configuration': `${jobPath}?tab=configuration`,
    'job-checkpoints': `${jobPath}?tab=checkpoints`,
    'job-exceptions': `${jobPath}?tab=exceptions`,
    'job-events': `${jobPath}?tab=events`,
    'job-timeline': `${jobPath}?tab=timeline`,
    events: '/events',
    ...(event && { event: `/events/${encodeURIComponent(event.id)}` }),
    logs: '/logs',
    clusters: '/clusters',
    targets: '/targets',
    rules: '/rules',
    notifications: '/notifications',
    receivers: '/receivers',
    silences: '/silences',
    maintenance: '/maintenance',
    incidents: '/incidents',
    scenes: '/scenes',
    diagnosis: '/diagnosis?signatures=exception,warn-or-error',
    deployments: '/deployments',
    artifacts: '/artifacts',
    workspaces: '/workspaces',
    members: '/members',
    tokens: '/tokens',
    audit: '/audit',
    status: '/status',
    reference: '/reference?q=incidents',
    routing: '/routing?labels=severity%3Dcritical',
    'routing-yaml': '/routing?tab=yaml',
    'routing-inhibit': '/routing?tab=inhibit',
    'routing-times': '/routing?tab=times',
    'routing-versions': '/routing?tab=versions',
    policies: '/policies',
    sinks: '/sinks',
    explore: '/explore?expr=flink_taskmanager_Status_JVM_Memory_Heap_Used',
    nowhere: '/no-such-page',
  };
}

/** Waits until the page has asked for all and drawn it. */
export async function settled(page) {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('main [role=status]') === null);
}

function listen(page) {
  const heard = [];
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => heard.push(error.message));
  return heard;
}

async function visit(weir, { viewport = WIDE, scheme = 'dark', only = () => true }, look) {
  const problems = [];
  for (const [name, path] of Object.entries(await addresses(weir))) {
    if (!only(name)) continue;
    const page = await weir.user({ viewport, scheme });
    const heard = listen(page);
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await page.goto(path);
    await settled(page);
    const wrong = await look(page, heard);
    if (wrong) problems.push(`${name}: ${wrong}`);
    await weir.shoot(`${name}-${viewport.width}-${scheme}`, page);
    await page.context().close();
  }
  check(problems.length === 0, problems.join('\n'));
}

const quiet = async (page, heard) => [...heard, ...(await seriousFaults(page))].join('; ');

const narrow = async (page, heard) => {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return over > 0 ? `scrolls ${over} px sideways` : heard.join('; ');
};

const coloured = ['overview', 'job', 'event', 'logs', 'explore'];

export const pageTests = [
  ['no page has an error on its console, or a serious fault that axe finds', (weir) => visit(weir, {}, quiet)],
  [
    'light pages have none either',
    (weir) => visit(weir, { scheme: 'light', only: (name) => coloured.includes(name) }, quiet),
  ],
  ['no page scrolls sideways on a phone', (weir) => visit(weir, { viewport: NARROW }, narrow)],
];
