import { afterEach, expect, test } from 'vitest';
import { currentWorkspace, settle, workspaceFor } from './workspace';

afterEach(() => settle(['default']));

test('the address says which workspace a page is about', () => {
  expect(currentWorkspace('?from=now-1h&workspace=orders')).toBe('orders');
  expect(currentWorkspace('?from=now-1h')).toBe('default');
});

test('whoever has no role in the default workspace is at home in their own', () => {
  settle(['orders', 'payments']);
  expect(currentWorkspace('')).toBe('orders');
  expect(currentWorkspace('?workspace=payments')).toBe('payments');
  settle(['default', 'orders']);
  expect(currentWorkspace('')).toBe('default');
});

test('what is asked of a workspace names it', () => {
  settle(['orders']);
  expect(workspaceFor('/api/v1/deployments')).toBe('orders');
  expect(workspaceFor('/api/v1/connectivity')).toBe('orders');
  expect(workspaceFor('/api/v1/jobs')).toBeUndefined();
});
