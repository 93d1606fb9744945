import { defineConfig, devices } from '@playwright/test';

// Debian's Chromium, as root in a container or as anybody; nothing of it calls home.
const chromium = {
    executablePath: process.env.SPICO_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};

// What other people's JMAP clients do needs no screen, and one run.
const programs = /programs\.spec\.ts/;

export default defineConfig({
    testDir: 'journeys',
    outputDir: 'test-results',
    timeout: 120_000,
    expect: { timeout: 15_000 },
    workers: 1,
    retries: 0,
    forbidOnly: true,
    reporter: [['list'], ['json', { outputFile: process.env.SPICO_REPORT ?? 'test-results/journeys.json' }]],
    use: {
        baseURL: process.env.SPICO_URL ?? 'http://localhost:8080',
        locale: 'fr-FR',
        timezoneId: 'Europe/Paris',
        launchOptions: chromium,
        trace: 'retain-on-failure',
        screenshot: 'only-on-failure',
    },
    projects: [
        { name: 'programs', testMatch: programs },
        { name: 'wide', testIgnore: programs, use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 }, launchOptions: chromium } },
        { name: 'phone', testIgnore: programs, use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2, launchOptions: chromium } },
    ],
});
