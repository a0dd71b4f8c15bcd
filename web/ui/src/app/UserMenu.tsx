import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { send } from '../api/client';
import { Icon } from '../components/icons';
import { LANGUAGES, speak } from '../i18n/i18n';
import { PasswordDialog } from './PasswordDialog';
import { roleName } from './roleName';
import { useSession } from './SessionGate';

const SCHEMES = [
  { value: 'dark', icon: 'moon' },
  { value: 'light', icon: 'sun' },
  { value: 'auto', icon: 'half' },
] as const;

export function UserMenu() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = async () => {
    await send('DELETE', '/api/v1/session').catch(() => undefined);
    client.clear();
    void navigate('/login');
  };
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Menu width={190}>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('user.menu')}>
            <Icon name="user" size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('user.is', { name: session.username, role: roleName(t, session.role) })}</Menu.Label>
          <Menu.Divider />
          {SCHEMES.map(({ value, icon }) => (
            <Menu.Item
              key={value}
              leftSection={<Icon name={icon} size={14} />}
              rightSection={colorScheme === value ? <Icon name="check" size={14} /> : undefined}
              onClick={() => setColorScheme(value)}
            >
              {t(`scheme.${value}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {LANGUAGES.map(({ code, name }) => (
            <Menu.Item
              key={code}
              lang={code}
              rightSection={i18n.language === code ? <Icon name="check" size={14} /> : undefined}
              onClick={() => void speak(code)}
            >
              {name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setChanging(true)}>{t('user.password')}</Menu.Item>
          <Menu.Item onClick={() => void leave()}>{t('user.logout')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </>
  );
}
