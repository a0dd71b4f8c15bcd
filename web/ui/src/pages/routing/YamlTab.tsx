import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../api/client';
import type { Schemas } from '../../api/types';
import { Copy } from '../../components/Copy';
import type { RoutingDoc } from './document';
import { Findings } from './Findings';
import { ImportDialog } from './ImportDialog';
import css from './routing.module.css';
import { type Draft, textOf } from './useDraft';

type Read = Schemas['RoutingRead'];

interface Props {
  draft: Draft;
  may: boolean;
}

/** The same routing as text in Alertmanager's shapes; what is written goes to the draft once the server can read it. */
export default function YamlTab({ draft, may }: Props) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const shown = textOf(draft.document);
  const [written, setWritten] = useState<string | null>(null);
  const [importing, setImporting] = useState(false);
  const text = written ?? shown;
  const read = useMutation({
    mutationFn: () => send<Read>('POST', '/api/v1/routing/read', { text }),
    onSuccess: ({ routing }) => {
      if (!routing) return;
      draft.change(routing as RoutingDoc);
      setWritten(null);
    },
  });
  const goTo = (line: number) => {
    const lines = text.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    area.current?.focus();
    area.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  };
  return (
    <div className={css.form}>
      <div className="row wrap">
        <span className="dim grow">{t('routing.yamlHint')}</span>
        <Copy text={text} />
        {may && (
          <Button variant="default" onClick={() => setImporting(true)}>
            {t('routing.import')}
          </Button>
        )}
      </div>
      <Textarea
        ref={area}
        aria-label="YAML"
        autosize
        minRows={8}
        maxRows={36}
        spellCheck={false}
        readOnly={!may}
        value={text}
        onChange={(e) => setWritten(e.currentTarget.value)}
        classNames={{ input: css.yaml }}
      />
      {read.error && (
        <div role="alert" className={css.wrong}>
          {read.error.message}
        </div>
      )}
      {read.data && <Findings label={t('routing.readFaults')} findings={read.data.faults} wrong onLine={goTo} />}
      {may && (
        <div className="row wrap">
          <Button disabled={written === null} loading={read.isPending} onClick={() => read.mutate()}>
            {t('routing.takeOver')}
          </Button>
          {written !== null && (
            <Button
              variant="default"
              onClick={() => {
                setWritten(null);
                read.reset();
              }}
            >
              {t('routing.backToDraft')}
            </Button>
          )}
        </div>
      )}
      {importing && (
        <ImportDialog
          onTake={(document) => {
            draft.change(document);
            setWritten(null);
            setImporting(false);
          }}
          onClose={() => setImporting(false)}
        />
      )}
    </div>
  );
}
