import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons';
import { Pill } from '../../components/Pill';
import type { Tail } from './useTail';

export function TailBar({ tail, live }: { tail: Tail; live: boolean }) {
  const { t } = useTranslation();
  if (!live) return null;
  return (
    <span className="row">
      <Pill tone={tail.state === 'open' ? 'healthy' : 'unknown'}>{t(`live.${tail.state}`)}</Pill>
      <Button
        variant="default"
        leftSection={<Icon name={tail.paused ? 'play' : 'pause'} size={12} />}
        onClick={() => tail.setPaused(!tail.paused)}
      >
        {tail.paused ? t('logs.resume', { count: tail.waiting }) : t('logs.pause')}
      </Button>
    </span>
  );
}
