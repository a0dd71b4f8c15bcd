import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChannelAnswer } from '../../api/types';
import { Pill } from '../../components/Pill';
import type { Tone } from '../../components/tone';

const TONES: Record<ChannelAnswer['outcome'], Tone> = {
  delivered: 'healthy',
  retry: 'warning',
  refused: 'critical',
};

interface Props {
  name: string;
  list: ChannelAnswer[];
  /** Why there was no test at all. */
  fault?: string;
  onClose: () => void;
}

/** What each channel said to a test, in its own words. */
export function TestAnswers({ name, list, fault, onClose }: Props) {
  const { t } = useTranslation();
  const well = !fault && list.every((answer) => answer.outcome === 'delivered');
  return (
    <Alert
      role="status"
      color={well ? 'green' : 'red'}
      title={t('receivers.tested', { name })}
      withCloseButton
      closeButtonLabel={t('receivers.close')}
      onClose={onClose}
      mb="md"
    >
      {fault}
      {list.map((answer) => (
        <div key={answer.channel}>
          <Pill tone={TONES[answer.outcome]}>{t(`receivers.${answer.outcome}`)}</Pill>{' '}
          <b>{t(`receivers.kinds.${answer.kind}`)}</b> <span className="mono dim">{answer.address}</span>{' '}
          <span className="mono">{answer.detail}</span>
        </div>
      ))}
    </Alert>
  );
}
