import { expect, test } from 'vitest';
import type { DeploymentSpec } from '../../api/types';
import { differences, formOf, mapOf, specOf } from './form';

const SPEC: DeploymentSpec = {
  mode: 'application',
  flinkVersion: '2.3.0',
  artifact: { name: 'orders.jar', version: 3 },
  entryClass: 'shop.Orders',
  arguments: ['--out', 'a: b'],
  parallelism: 2,
  jobManager: { memory: '1g' },
  taskManager: { memory: '2g', slots: 2 },
  options: { 'table.exec.state.ttl': '1 h', 'env.java.opts.taskmanager': '-Dx=a:b' },
  logLevels: { root: 'INFO' },
  upgrade: 'stateless',
  restore: 'none',
  allowNonRestored: true,
  savepoints: 's3://bucket/savepoints',
};

test('a spec comes back from its form as it was', () => {
  expect(specOf(formOf(SPEC))).toEqual(SPEC);
});

test('a script comes back from its form as it was', () => {
  const { artifact, entryClass, arguments: words, ...rest } = SPEC;
  const sql = {
    script: 'INSERT INTO a SELECT 1;',
    jars: [{ name: 'f.jar', version: 2 }],
    connectors: ['kafka' as const],
    variables: { out: 'file:///x' },
  };
  expect(specOf(formOf({ ...rest, sql }))).toEqual({ ...rest, sql });
});

test('a Python program comes back from its form as it was', () => {
  const { artifact, entryClass, arguments: words, ...rest } = SPEC;
  const python = {
    artifact: { name: 'shop.zip', version: 2 },
    module: 'shop.orders',
    files: [{ name: 'shared.py', version: 1 }],
    arguments: ['--out', 'a: b'],
  };
  expect(specOf(formOf({ ...rest, python }))).toEqual({ ...rest, python });
  expect(specOf({ ...formOf({ ...rest, python }), module: ' ' }).python).not.toHaveProperty('module');
});

test('a value may hold colons', () => {
  expect(mapOf('a.b: x:y: z\n\nc:\nwords')).toEqual({ 'a.b': 'x:y: z', c: '', words: '' });
});

test('session mode leaves out what is the cluster’s', () => {
  const spec = specOf({ ...formOf(SPEC), mode: 'session', session: 'shared' });
  expect(spec.session).toBe('shared');
  expect(spec).not.toHaveProperty('flinkVersion');
  expect(spec).not.toHaveProperty('taskManager');
});

test('differences name the keys', () => {
  const after = { ...SPEC, parallelism: 4, options: { 'table.exec.state.ttl': '2 h' } };
  expect(differences(SPEC, after)).toEqual([
    { key: 'options.env.java.opts.taskmanager', before: '-Dx=a:b', after: '' },
    { key: 'options.table.exec.state.ttl', before: '1 h', after: '2 h' },
    { key: 'parallelism', before: '2', after: '4' },
  ]);
  expect(differences(SPEC, SPEC)).toEqual([]);
});
