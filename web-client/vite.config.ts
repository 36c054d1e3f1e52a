import { defineConfig } from "vite";

export default defineConfig({
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, cssCodeSplit: true },
  server: { proxy: { "/api": "http://localhost:5080", "/hubs": { target: "http://localhost:5080", ws: true } } },
});
