import { defineConfig } from "vite";

export default defineConfig({
  build: {
    target: ["chrome94", "firefox93", "safari15.4"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": "http://localhost:5080", "/hubs": { target: "http://localhost:5080", ws: true } } },
});
