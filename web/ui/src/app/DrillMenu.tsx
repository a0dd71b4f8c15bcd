import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../api/client';
import type { Drill, Schemas } from '../api/types';
import { useApi } from '../api/useApi';
import { Icon } from '../components/icons';
import { Empty, Loaded } from '../components/Loaded';
import { useNow } from '../components/Time';
import { duration } from '../format/units';
import css from './drills.module.css';
import { useMay } from './SessionGate';

/** Ways to break the demo on purpose, so that anybody can see the events come and go. */
export function DrillMenu() {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const drills = useApi('/api/v1/demo/drills');
  const now = useNow();
  const running = (drills.data ?? []).filter((drill) => drill.runningUntil && Date.parse(drill.runningUntil) > now);
  const ends = Math.max(...running.map((drill) => Date.parse(drill.runningUntil ?? '')));
  return (
    <>
      <Button
        variant={running.length ? 'light' : 'default'}
        color={running.length ? 'yellow' : undefined}
        leftSection={<Icon name="bolt" size={14} />}
        onClick={open}
        className={css.open}
        aria-label={t('drill.title')}
      >
        <span className={css.label}>
          {running.length ? t('drill.running', { left: duration(ends - now) }) : t('drill.title')}
        </span>
      </Button>
      <Modal opened={opened} onClose={close} title={t('drill.title')} size="lg">
        <p className="dim">{t('drill.intro')}</p>
        <Loaded query={drills}>
          {(all) =>
            all.length === 0 ? (
              <Empty title={t('drill.none')} />
            ) : (
              <ul className={css.list}>
                {all.map((drill) => (
                  <DrillRow key={drill.name} drill={drill} onBegun={() => void drills.refetch()} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Modal>
    </>
  );
}

function DrillRow({ drill, onBegun }: { drill: Drill; onBegun: () => void }) {
  const { t, i18n } = useTranslation();
  const may = useMay('operate_deployments');
  const zh = i18n.language === 'zh';
  const [asking, setAsking] = useState(false);
  const now = useNow();
  const left = drill.runningUntil ? Date.parse(drill.runningUntil) - now : 0;
  const title = zh ? drill.titleZh : drill.title;
  const run = useMutation({
    mutationFn: () => send<Schemas['DrillRun']>('POST', addressOf('/api/v1/demo/drills/{name}', { name: drill.name })),
    onSuccess: (begun) => notifications.show({ title, message: begun.detail || t('drill.begun'), color: 'yellow' }),
    onError: (error) => notifications.show({ title, message: error.message, color: 'red', autoClose: 10_000 }),
    onSettled: () => {
      setAsking(false);
      onBegun();
    },
  });
  return (
    <li>
      <div className="grow">
        <strong>{title}</strong>
        <p>{zh ? drill.descriptionZh : drill.description}</p>
        <p className="faint">{t('drill.expect', { events: zh ? drill.expectZh : drill.expect })}</p>
      </div>
      {left > 0 ? (
        <span className={css.left}>{t('drill.left', { left: duration(left) })}</span>
      ) : asking ? (
        <span className="row">
          <Button color="red" loading={run.isPending} onClick={() => run.mutate()}>
            {t('drill.confirm')}
          </Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
        </span>
      ) : (
        <Button variant="default" disabled={!may} onClick={() => setAsking(true)}>
          {t('drill.run')}
        </Button>
      )}
    </li>
  );
}
