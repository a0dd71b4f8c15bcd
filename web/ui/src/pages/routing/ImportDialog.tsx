import { Button, FileButton, Modal, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { type RoutingDoc, waysOf } from './document';
import { Findings } from './Findings';
import css from './routing.module.css';

interface Props {
  onTake: (document: RoutingDoc) => void;
  onClose: () => void;
}

/** Takes the routing out of a whole alertmanager.yml, and says first what Weir does not do of that file. */
export function ImportDialog({ onTake, onClose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const read = useMutation({
    mutationFn: () => send<Schemas['RoutingRead']>('POST', '/api/v1/routing/read', { text, alertmanager: true }),
  });
  const document = read.data?.routing as RoutingDoc | null | undefined;
  const change = (next: string) => {
    setText(next);
    read.reset();
  };
  return (
    <Modal opened onClose={onClose} size={760} title={t('routing.import')}>
      <div className={css.form}>
        <span className="dim">{t('routing.importHint')}</span>
        <Textarea
          aria-label="alertmanager.yml"
          placeholder={'route:\n  receiver: ops\nreceivers:\n  - name: ops'}
          autosize
          minRows={6}
          maxRows={20}
          spellCheck={false}
          value={text}
          onChange={(e) => change(e.currentTarget.value)}
          classNames={{ input: css.yaml }}
        />
        <div className="row wrap">
          <FileButton accept=".yml,.yaml,text/yaml" onChange={(file) => void file?.text().then(change)}>
            {(props) => (
              <Button variant="default" {...props}>
                {t('routing.file')}
              </Button>
            )}
          </FileButton>
          <Button disabled={text.trim() === ''} loading={read.isPending} onClick={() => read.mutate()}>
            {t('routing.read')}
          </Button>
        </div>
        {read.error && (
          <div role="alert" className={css.wrong}>
            {read.error.message}
          </div>
        )}
        {read.data && <Findings label={t('routing.refusedFile')} findings={read.data.faults} wrong />}
        {document && (
          <>
            <p aria-live="polite">
              {t('routing.found', {
                routes: waysOf(document.route).length,
                rules: document.inhibit_rules?.length ?? 0,
                times: document.time_intervals?.length ?? 0,
              })}
            </p>
            <Findings label={t('routing.notDone')} findings={read.data?.notes ?? []} />
            <div className="row">
              <Button onClick={() => onTake(document)}>{t('routing.takeOver')}</Button>
            </div>
          </>
        )}
      </div>
    </Modal>
  );
}
