import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client';
import type { Schemas } from '../../api/types';
import { Difference } from './Difference';
import css from './routing.module.css';
import { type Draft, textOf } from './useDraft';
import type { Fault } from './useFaults';

interface Props {
  inForce: Schemas['Routing'];
  draft: Draft;
  faults: Fault[];
}

/** What is changed and not saved: looked at as a difference, saved, or thrown away. */
export function DraftBar({ inForce, draft, faults }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { save } = draft;
  if (!draft.dirty) return null;
  const conflict = draft.outdated;
  // The server's words on a conflict stand in the alert that says what to do about it.
  const refused = save.error && !(conflict && save.error instanceof ApiError && save.error.status === 412);
  const close = () => {
    setOpen(false);
    save.reset();
  };
  return (
    <div className={css.bar} role="region" aria-label={t('routing.unsaved')}>
      <b>{t('routing.unsaved')}</b>
      {faults.length > 0 && <span className={css.wrong}>{t('routing.faults', { count: faults.length })}</span>}
      {conflict && <span className={css.wrong}>{t('routing.conflictShort', { version: inForce.version })}</span>}
      <span className="grow" />
      <Button variant="subtle" disabled={!draft.undo} onClick={() => draft.undo?.()}>
        {t('routing.undo')}
      </Button>
      <Button variant="default" onClick={() => window.confirm(t('routing.discardSure')) && draft.discard()}>
        {t('routing.discard')}
      </Button>
      <Button onClick={() => setOpen(true)}>{t('routing.review')}</Button>
      <Modal opened={open} onClose={close} size={860} title={t('routing.reviewTitle')}>
        {conflict && (
          <div role="alert" className={css.conflict}>
            <b>{t('routing.conflict', { version: inForce.version, name: inForce.changedBy ?? '?' })}</b>
            <div>{t('routing.conflictHint')}</div>
          </div>
        )}
        {faults.map((fault) => (
          <div key={fault.place + fault.message} className={css.wrong}>
            <span className="mono">{fault.place}</span>: {fault.message}
          </div>
        ))}
        {refused && save.error && (
          <div role="alert" className={css.wrong} style={{ whiteSpace: 'pre-wrap' }}>
            {save.error.message}
          </div>
        )}
        <Difference label={t('routing.difference')} before={textOf(inForce.routing)} after={textOf(draft.document)} />
        <div className="row wrap">
          {conflict ? (
            <Button
              color="red"
              onClick={() => {
                draft.rebase();
                save.reset();
              }}
            >
              {t('routing.rebase', { version: inForce.version })}
            </Button>
          ) : (
            <Button
              loading={save.isPending}
              disabled={faults.length > 0}
              onClick={() => save.mutate(undefined, { onSuccess: close })}
            >
              {t('routing.save')}
            </Button>
          )}
          <Button variant="default" onClick={close}>
            {t('routing.back')}
          </Button>
        </div>
      </Modal>
    </div>
  );
}
