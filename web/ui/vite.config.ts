import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const weir = process.env.WEIR_URL ?? 'http://127.0.0.1:8090';
// Weir refuses changes that a page of another origin asks for, and this server is one.
const proxied = { target: weir, changeOrigin: true, headers: { origin: weir } };

export default defineConfig({
  plugins: [react()],
  build: {
    // The content security policy allows nothing inline, so neither fonts nor images become data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    sourcemap: false,
    manifest: true,
    license: { fileName: 'licenses/packages.md' },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': proxied, '/prometheus': proxied, '/-': proxied },
  },
});
