import {
  Checkbox,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Skeleton,
  Textarea,
  TextInput,
} from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { CONNECTORS, type DraftForm } from './form';
import { PythonFields } from './PythonFields';

interface Props {
  form: DraftForm;
  set: (part: Partial<DraftForm>) => void;
}

// The editor is a third of the console's size, and few pages have one.
const SqlPad = lazy(() => import('./sql/SqlPad'));

const MONO = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } };

function OwnCluster({ form, set }: Props) {
  const { t } = useTranslation();
  return (
    <div className="row wrap" style={{ alignItems: 'flex-end' }}>
      <TextInput
        label={t('deployments.flinkVersion')}
        required
        value={form.flinkVersion}
        onChange={(e) => set({ flinkVersion: e.currentTarget.value })}
      />
      <TextInput
        label={t('deployments.jobManagerMemory')}
        required
        value={form.jobManagerMemory}
        onChange={(e) => set({ jobManagerMemory: e.currentTarget.value })}
      />
      <TextInput
        label={t('deployments.taskManagerMemory')}
        required
        value={form.taskManagerMemory}
        onChange={(e) => set({ taskManagerMemory: e.currentTarget.value })}
      />
      <NumberInput
        label={t('deployments.slots')}
        required
        min={1}
        max={64}
        value={form.slots}
        onChange={(value) => set({ slots: Number(value) })}
      />
    </div>
  );
}

interface WithJars extends Props {
  jars: { value: string; label: string }[];
}

function JarFields({ form, set, jars }: WithJars) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('deployments.artifact')}
        required
        searchable
        data={jars}
        value={form.artifact || null}
        onChange={(value) => set({ artifact: value ?? '' })}
      />
      <TextInput
        label={t('deployments.entryClass')}
        description={t('deployments.entryClassHint')}
        value={form.entryClass}
        onChange={(e) => set({ entryClass: e.currentTarget.value })}
      />
      <Textarea
        label={t('deployments.arguments')}
        description={t('deployments.argumentsHint')}
        autosize
        minRows={2}
        styles={MONO}
        value={form.arguments}
        onChange={(e) => set({ arguments: e.currentTarget.value })}
      />
    </>
  );
}

function SqlFields({ form, set, jars }: WithJars) {
  const { t } = useTranslation();
  return (
    <>
      <Suspense fallback={<Skeleton height={320} />}>
        <SqlPad form={form} onScript={(script) => set({ script })} />
      </Suspense>
      <Textarea
        label={t('sql.variables')}
        description={t('sql.variablesHint')}
        autosize
        minRows={1}
        styles={MONO}
        value={form.variables}
        onChange={(e) => set({ variables: e.currentTarget.value })}
      />
      <MultiSelect
        label={t('sql.connectors')}
        description={t('sql.connectorsHint')}
        data={[...CONNECTORS]}
        value={form.connectors}
        onChange={(chosen) => set({ connectors: chosen })}
      />
      <MultiSelect
        label={t('sql.jars')}
        description={t('sql.jarsHint')}
        searchable
        data={jars}
        value={form.jars}
        onChange={(chosen) => set({ jars: chosen })}
      />
    </>
  );
}

/** A draft, field by field. */
export function DraftFields({ form, set }: Props) {
  const { t } = useTranslation();
  const artifacts = useApi('/api/v1/artifacts', {});
  const clusters = useApi('/api/v1/clusters', { enabled: form.mode === 'session' });
  const all = (artifacts.data ?? []).map((one) => ({
    value: `${one.name}#${one.version}`,
    label: `${one.name} v${one.version}`,
  }));
  for (const used of [form.artifact, ...form.jars, form.pythonFile, ...form.pythonFiles]) {
    if (used && !all.some((one) => one.value === used)) all.unshift({ value: used, label: used.replace('#', ' v') });
  }
  const jars = all.filter((one) => one.value.includes('.jar#'));
  const files = all.filter((one) => !one.value.includes('.jar#'));
  return (
    <>
      <SegmentedControl
        aria-label={t('deployments.mode')}
        value={form.mode}
        onChange={(mode) => set({ mode: mode as DraftForm['mode'] })}
        data={(['application', 'session'] as const).map((mode) => ({
          value: mode,
          label: t(`deployments.modes.${mode}`),
        }))}
      />
      {form.mode === 'session' && (
        <Select
          label={t('deployments.session')}
          required
          searchable
          data={(clusters.data ?? []).map((cluster) => cluster.name)}
          value={form.session || null}
          onChange={(value) => set({ session: value ?? '' })}
        />
      )}
      <SegmentedControl
        aria-label={t('deployments.program')}
        value={form.program}
        onChange={(program) => set({ program: program as DraftForm['program'] })}
        data={(['jar', 'sql', 'python'] as const).map((program) => ({
          value: program,
          label: t(`deployments.programs.${program}`),
        }))}
      />
      {form.program === 'sql' && <SqlFields form={form} set={set} jars={jars} />}
      {form.program === 'jar' && <JarFields form={form} set={set} jars={jars} />}
      {form.program === 'python' && <PythonFields form={form} set={set} files={files} />}
      <NumberInput
        label={t('deployments.parallelism')}
        required
        min={1}
        max={1024}
        value={form.parallelism}
        onChange={(value) => set({ parallelism: Number(value) })}
      />
      {form.mode === 'application' && <OwnCluster form={form} set={set} />}
      <Textarea
        label={t('deployments.options')}
        description={t('deployments.optionsHint')}
        autosize
        minRows={2}
        styles={MONO}
        value={form.options}
        onChange={(e) => set({ options: e.currentTarget.value })}
      />
      {form.mode === 'application' && (
        <Textarea
          label={t('deployments.logLevels')}
          description={t('deployments.logLevelsHint')}
          autosize
          minRows={1}
          styles={MONO}
          value={form.logLevels}
          onChange={(e) => set({ logLevels: e.currentTarget.value })}
        />
      )}
      <Select
        label={t('deployments.upgrade')}
        allowDeselect={false}
        value={form.upgrade}
        onChange={(value) => set({ upgrade: (value ?? 'stateful') as DraftForm['upgrade'] })}
        data={(['stateful', 'stateless', 'none'] as const).map((value) => ({
          value,
          label: t(`deployments.upgrades.${value}`),
        }))}
      />
      <Select
        label={t('deployments.restore')}
        allowDeselect={false}
        value={form.restore}
        onChange={(value) => set({ restore: (value ?? 'latest-state') as DraftForm['restore'] })}
        data={(['latest-state', 'latest-savepoint', 'none'] as const).map((value) => ({
          value,
          label: t(`deployments.restores.${value}`),
        }))}
      />
      <Checkbox
        label={t('deployments.allowNonRestored')}
        checked={form.allowNonRestored}
        onChange={(e) => set({ allowNonRestored: e.currentTarget.checked })}
      />
    </>
  );
}
