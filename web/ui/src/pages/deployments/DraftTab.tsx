import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deployment, DeploymentVersion } from '../../api/types';
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
  const specNow = () => (text === null ? specOf(form) : JSON.parse(text));
  const submit = () => {
    try {
      save.mutate({
        method: 'PUT',
        name: one.name,
        body: { folder: one.folder, labels: one.labels, description: one.description, spec: specNow() },
        headers: { 'If-Match': `"${one.revision}"` },
      });
    } catch (problem) {
      toasts.show({ title: t('deployments.notDone'), message: String(problem), color: 'red' });
    }
  };
  const turn = (kind: string) => {
    if (kind === 'text') return setText(JSON.stringify(specOf(form), null, 2));
    try {
      setForm(formOf(specNow()));
      setText(null);
    } catch (problem) {
      toasts.show({ title: t('deployments.notDone'), message: String(problem), color: 'red' });
    }
  };
  return (
    <form
      style={{ display: 'grid', gap: 12, maxWidth: 720, paddingTop: 14 }}
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
