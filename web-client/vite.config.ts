import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const server = process.env.MERIDIAN_DEV_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  ...(mode === 'test' ? { resolve: { conditions: ['browser'] } } : {}),
  build: { target: 'es2022', sourcemap: true, assetsInlineLimit: 0 },
  server: {
    proxy: {
      '/api': server,
      '/collab': { target: server.replace(/^http/, 'ws'), ws: true },
      '/live': { target: server.replace(/^http/, 'ws'), ws: true }
    }
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'], testTimeout: 20_000 }
}));
