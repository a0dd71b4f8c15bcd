import { Button, Drawer, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGo } from '../../components/Go';
import { DraftFields } from './DraftFields';
import { type DraftForm, EMPTY, specOf } from './form';
import { useDeploy } from './useDeploy';

/** Makes a deployment; nothing is started. */
export function NewDeployment({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const go = useGo();
  const [name, setName] = useState('');
  const [folder, setFolder] = useState('');
  const [form, setForm] = useState<DraftForm>(EMPTY);
  const deploy = useDeploy((_, change) => go(`/deployments/${change.name}`));
  return (
    <Drawer opened onClose={onClose} position="right" size="min(920px, 100%)" title={t('deployments.new')}>
      <form
        style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 12 }}
        onSubmit={(e) => {
          e.preventDefault();
          deploy.mutate({ method: 'PUT', name, body: { folder, spec: specOf(form) }, headers: { 'If-Match': '"0"' } });
        }}
      >
        <TextInput
          label={t('deployments.name')}
          description={t('deployments.nameHint')}
          required
          pattern="[a-z0-9]([a-z0-9\-]*[a-z0-9])?"
          maxLength={63}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
        />
        <TextInput label={t('deployments.folder')} value={folder} onChange={(e) => setFolder(e.currentTarget.value)} />
        <DraftFields form={form} set={(part) => setForm((now) => ({ ...now, ...part }))} />
        <div className="row wrap">
          <Button type="submit" loading={deploy.isPending}>
            {t('deployments.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
