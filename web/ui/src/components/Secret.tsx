import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Copy } from './Copy';

/** A secret that is told once; it stays until somebody says that they have it. */
export function Secret({ title, secret, onClose }: { title: string; secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={title} closeOnClickOutside={false} closeOnEscape={false}>
      <p>{t('access.once')}</p>
      <div className="row nowrap" style={{ padding: '8px 0 16px' }}>
        <code className="mono" style={{ overflowWrap: 'anywhere' }} data-secret>
          {secret}
        </code>
        <Copy text={secret} />
      </div>
      <Button onClick={onClose}>{t('access.close')}</Button>
    </Modal>
  );
}
