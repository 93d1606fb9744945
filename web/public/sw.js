// Keeps the application's own files so that it opens without a network. Never a message, never an answer of the API.
const version = new URL(location.href).searchParams.get('v') ?? 'dev';
const cacheName = `spico-${version}`;

self.addEventListener('install', (event) => {
    event.waitUntil(caches.open(cacheName).then((cache) => cache.add('/')));
    self.skipWaiting();
});

self.addEventListener('activate', (event) => {
    event.waitUntil(dropOtherVersions().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method !== 'GET') return;
    const { origin, pathname } = new URL(request.url);
    if (origin !== location.origin) return;
    if (pathname.startsWith('/assets/') || pathname.startsWith('/icons/')) event.respondWith(cacheFirst(request));
    else if (request.mode === 'navigate' && !/^\/(api|jmap|health|\.well-known)\b/.test(pathname)) {
        event.respondWith(fetch(request).catch(async () => (await caches.match('/')) ?? Response.error()));
    }
});

async function cacheFirst(request) {
    const cached = await caches.match(request);
    if (cached) return cached;
    const response = await fetch(request);
    if (response.ok) (await caches.open(cacheName)).put(request, response.clone());
    return response;
}

async function dropOtherVersions() {
    for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
}
