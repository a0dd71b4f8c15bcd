import { Button, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Failure } from '../../components/Loaded';
import { Dot } from '../../components/Pill';
import type { DraftForm } from './form';

interface Props {
  form: DraftForm;
  set: (part: Partial<DraftForm>) => void;
  files: { value: string; label: string }[];
}

const nameOf = (ref: string) => ref.split('#')[0] ?? '';

/** Whether Weir's interpreter can run programs of the draft's Flink. */
function Interpreter({ flinkVersion }: { flinkVersion: string }) {
  const { t } = useTranslation();
  const check = useApi('/api/v1/python', {
    query: { flinkVersion },
    // A version that is half typed is no version.
    enabled: /^\d+\.\d+\.\d+$/.test(flinkVersion),
    every: false,
  });
  return (
    <div className="row wrap" role="status">
      {check.error && <Failure error={check.error} retry={() => void check.refetch()} />}
      {check.data && (
        <>
          <Dot
            tone={check.data.verdict === 'fit' ? 'healthy' : 'critical'}
            label={t(`python.verdicts.${check.data.verdict}`)}
          />
          <b>{t(`python.verdicts.${check.data.verdict}`)}</b>
          <span className="mono" style={{ overflowWrap: 'anywhere' }}>
            {check.data.message}
          </span>
          <Button size="compact-xs" variant="subtle" loading={check.isFetching} onClick={() => void check.refetch()}>
            {t('python.again')}
          </Button>
        </>
      )}
    </div>
  );
}

/** A Python program, and what it imports. */
export function PythonFields({ form, set, files }: Props) {
  const { t } = useTranslation();
  const program = nameOf(form.pythonFile);
  return (
    <>
      <Interpreter flinkVersion={form.flinkVersion} />
      {form.mode === 'session' && <div role="alert">{t('python.noSession')}</div>}
      <Select
        label={t('python.artifact')}
        description={t('python.artifactHint')}
        required
        searchable
        data={files.filter((file) => /\.(py|zip)$/.test(nameOf(file.value)))}
        value={form.pythonFile || null}
        onChange={(value) =>
          set({ pythonFile: value ?? '', ...(nameOf(value ?? '').endsWith('.py') && { module: '' }) })
        }
      />
      {program.endsWith('.zip') && (
        <TextInput
          label={t('python.module')}
          required
          placeholder="shop.orders"
          value={form.module}
          onChange={(e) => set({ module: e.currentTarget.value })}
        />
      )}
      <Textarea
        label={t('deployments.arguments')}
        description={t('deployments.argumentsHint')}
        autosize
        minRows={2}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={form.arguments}
        onChange={(e) => set({ arguments: e.currentTarget.value })}
      />
      <MultiSelect
        label={t('python.files')}
        description={t('python.filesHint')}
        searchable
        data={files}
        value={form.pythonFiles}
        onChange={(chosen) => set({ pythonFiles: chosen })}
      />
    </>
  );
}
