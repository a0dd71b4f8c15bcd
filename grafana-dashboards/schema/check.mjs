// Type-checks every dashboard against @grafana/schema: the dashboard itself, its panels, and the options and field configuration of each
// kind of panel. JSON is turned into TypeScript literals, since tsc widens the strings of imported JSON.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const dashboards = process.argv[2] ?? join(here, '..', 'dashboards');
const work = join(here, 'target');
const raw = '../node_modules/@grafana/schema/dist/esm/raw'; // Its `exports` leave the endings out.
const KINDS = { timeseries: 'TimeSeries', stat: 'Stat', table: 'Table' };

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
writeFileSync(
  join(work, 'plain.ts'),
  `import type { AnnotationQuery, Dashboard, FieldConfig, Panel, RowPanel } from '${raw}/dashboard/x/dashboard_types.gen';
${Object.entries(KINDS)
  .map(([kind, name]) => `import type * as ${kind} from '${raw}/composable/${kind}/panelcfg/x/${name}PanelCfg_types.gen';`)
  .join('\n')}
// Enums of strings are written as their values in JSON.
type Plain<T> = T extends string ? \`\${T}\` : T extends (infer E)[] ? Plain<E>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
type Deep<T> = T extends (infer E)[] ? Deep<E>[] : T extends object ? { [K in keyof T]?: Deep<T[K]> } : T;
type Of<Kind extends string, Options, Custom> = Omit<Plain<Panel>, 'type' | 'options' | 'fieldConfig' | 'targets'> & {
  type: Kind;
  options: Plain<Deep<Options>>;
  fieldConfig: { defaults: Omit<Plain<FieldConfig>, 'custom'> & { custom: Plain<Deep<Custom>> }; overrides: [] };
  targets: { refId: string; datasource: { type: string; uid: string } }[] | Record<string, unknown>[];
};
// What the data source Prometheus adds to an annotation is in no schema: https://grafana.com/docs/grafana/latest/datasources/prometheus/
type Annotation = Plain<AnnotationQuery> & { expr: string; titleFormat: string; textFormat: string; tagKeys: string; step: string };
export type Checked = Omit<Plain<Dashboard>, 'panels' | 'refresh' | 'annotations'> & {
  refresh: string;
  annotations: { list: Annotation[] };
  panels: (
    | Plain<RowPanel>
    | Of<'timeseries', timeseries.Options, timeseries.FieldConfig>
    | Of<'stat', stat.Options, object>
    | Of<'table', Omit<table.Options, 'sortBy'>, object>
  )[];
};
`,
);
let count = 0;
for (const store of readdirSync(dashboards)) {
  for (const file of readdirSync(join(dashboards, store))) {
    const json = readFileSync(join(dashboards, store, file), 'utf8');
    writeFileSync(
      join(work, `${store}-${file.replace('.json', '')}.ts`),
      `import type { Checked } from './plain';\nexport const dashboard: Checked = ${json};\n`,
    );
    count++;
  }
}
if (count === 0) {
  throw new Error(`there are no dashboards in ${dashboards}`);
}
writeFileSync(
  join(work, 'tsconfig.json'),
  JSON.stringify({
    compilerOptions: { strict: true, noEmit: true, skipLibCheck: true, module: 'esnext', moduleResolution: 'bundler', target: 'es2022', types: [] },
    include: ['*.ts'],
  }),
);
execFileSync(join(here, 'node_modules', '.bin', 'tsc'), ['-p', work], { stdio: 'inherit' });
console.log(`${count} dashboards have the types of @grafana/schema`);
