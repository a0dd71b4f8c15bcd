import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deployment, DeploymentVersion } from '../../api/types';
import { yamlOf } from '../routing/yaml';
import { DraftFields } from './DraftFields';
import { formOf, specOf } from './form';
import { useDeploy } from './useDeploy';

/** The draft in a form or as text; saved with the revision that was read, so that nobody's work is overwritten. */
export function DraftTab({ one, may }: { one: Deployment; may: boolean }) {
  const { t } = useTranslation();
  const [form, setForm] = useState(() => formOf(one.draft));
  const [text, setText] = useState<string | null>(null);
  const saved = () => toasts.show({ message: t('deployments.saved') });
  const save = useDeploy(saved);
  const publish = useDeploy((answer) =>
    toasts.show({ message: t('deployments.published', { version: (answer as DeploymentVersion).number }) }),
  );
  const { folder, labels, description } = one;
  const submit = () =>
    save.mutate({
      method: 'PUT',
      name: one.name,
      ...(text === null ? { body: { folder, labels, description, spec: specOf(form) } } : { yaml: text }),
      headers: { 'If-Match': `"${one.revision}"` },
    });
  // The server reads YAML, not this page: what was typed is saved first and comes back as a form.
  const turn = (kind: string) =>
    setText(kind === 'text' ? yamlOf({ name: one.name, folder, labels, description, spec: specOf(form) }) : null);
  return (
    <form
      style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 12, maxWidth: 720, paddingTop: 14 }}
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      <SegmentedControl
        size="xs"
        aria-label={t('deployments.draft')}
        value={text === null ? 'form' : 'text'}
        onChange={turn}
        data={(['form', 'text'] as const).map((kind) => ({ value: kind, label: t(`deployments.${kind}`) }))}
      />
      {text === null ? (
        <DraftFields form={form} set={(part) => setForm((now) => ({ ...now, ...part }))} />
      ) : (
        <Textarea
          label={t('deployments.draft')}
          description={t('deployments.textHint')}
          autosize
          minRows={12}
          maxRows={40}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
        />
      )}
      {may && (
        <div className="row wrap">
          <Button type="submit" loading={save.isPending}>
            {t('deployments.save')}
          </Button>
          <Button
            variant="light"
            loading={publish.isPending}
            onClick={() => publish.mutate({ name: one.name, at: '/publish', body: {} })}
          >
            {t('deployments.publish')}
          </Button>
        </div>
      )}
    </form>
  );
}
