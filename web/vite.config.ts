import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';

const server = process.env['SPICO_SERVER'] ?? 'http://127.0.0.1:8080';

/** The fonts that a PDF may name without embedding them: most reports made by care software do. */
function pdfFonts(): Plugin {
    const folder = fileURLToPath(new URL('node_modules/pdfjs-dist/standard_fonts/', import.meta.url));
    return {
        name: 'spico-pdf-fonts',
        apply: 'build',
        generateBundle() {
            for (const name of readdirSync(folder)) {
                this.emitFile({ type: 'asset', fileName: `pdf-fonts/${name}`, source: readFileSync(folder + name) });
            }
        },
    };
}

/** Not every web server knows `.mjs` as a script, which the worker of the PDF preview is. */
function servedName({ names }: { names: string[] }): string {
    return names.some((name) => name.endsWith('.mjs')) ? 'assets/[name]-[hash].js' : 'assets/[name]-[hash][extname]';
}

export default defineConfig({
    plugins: [svelte(), pdfFonts()],
    // Everything stays a file of its own: the Content-Security-Policy allows no inline script or style.
    build: {
        target: 'es2024',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { output: { assetFileNames: servedName } },
    },
    server: {
        proxy: Object.fromEntries(
            ['/api', '/jmap', '/.well-known/jmap', '/health'].map((path) => [path, { target: server }]),
        ),
    },
    test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
