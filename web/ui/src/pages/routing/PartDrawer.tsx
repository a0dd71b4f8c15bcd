import { Button, Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './routing.module.css';

interface Props {
  title: string;
  /** False shows the form to somebody who may only read it. */
  may: boolean;
  /** Takes the part out; the root has none. */
  onRemove?: (() => void) | undefined;
  onClose: () => void;
  children: ReactNode;
}

/** The form of a part of the routing: what is changed in it stands in the draft at once. */
export function PartDrawer({ title, may, onRemove, onClose, children }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer opened onClose={onClose} size={560} title={title}>
      <fieldset className={css.form} disabled={!may}>
        {children}
      </fieldset>
      <div className="row wrap" style={{ paddingTop: 16 }}>
        <Button onClick={onClose}>{t('routing.done')}</Button>
        <span className="grow" />
        {may && onRemove && (
          <Button variant="subtle" color="red" onClick={onRemove}>
            {t('routing.remove')}
          </Button>
        )}
      </div>
    </Drawer>
  );
}
