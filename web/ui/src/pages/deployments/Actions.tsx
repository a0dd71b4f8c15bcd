import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Deployment } from '../../api/types';
import type { Change } from './useDeploy';

interface Props {
  one: Deployment;
  act: (change: Change) => void;
  size?: 'compact-xs' | 'xs';
}

const alive = (one: Deployment) => one.state === 'running' || one.state === 'transitioning';

/** What can be wanted of a deployment as it is. */
export function Actions({ one, act, size = 'compact-xs' }: Props) {
  const { t } = useTranslation();
  const newer = alive(one) && one.runVersion !== one.version;
  return (
    <span className="row wrap">
      <Button
        size={size}
        variant="light"
        disabled={one.version === 0 || (alive(one) && !newer)}
        title={one.version === 0 ? t('deployments.publishFirst') : undefined}
        onClick={() => act({ name: one.name, at: '/start' })}
      >
        {t('deployments.start')}
        {newer && ` v${one.version}`}
      </Button>
      <Button
        size={size}
        variant="subtle"
        disabled={!alive(one)}
        onClick={() => act({ name: one.name, at: '/suspend' })}
      >
        {t('deployments.suspend')}
      </Button>
      <Button
        size={size}
        variant="subtle"
        color="red"
        disabled={!alive(one)}
        onClick={() => window.confirm(t('deployments.sureCancel')) && act({ name: one.name, at: '/cancel' })}
      >
        {t('deployments.cancel')}
      </Button>
    </span>
  );
}
