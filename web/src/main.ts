import { mount } from 'svelte';
import App from './app/App.svelte';
import './app/tokens.css';
import './app/base.css';
import { restoreLanguage } from './platform/messages.svelte';

await restoreLanguage();
const target = document.getElementById('app');
if (target) mount(App, { target });

// The worker keeps this build's files; the name of this one changes with every build.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
    const build = new URL(import.meta.url).pathname.split('/').at(-1) ?? '';
    void navigator.serviceWorker.register(`/sw.js?v=${encodeURIComponent(build)}`);
}
