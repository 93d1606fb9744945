import { whenReachabilityChanges } from './http';

/** Whether the platform can be reached, from what requests and the browser tell. */
class Network {
    online = $state(navigator.onLine);

    constructor() {
        addEventListener('online', () => (this.online = true));
        addEventListener('offline', () => (this.online = false));
        whenReachabilityChanges((reachable) => (this.online = reachable));
    }
}

export const network = new Network();
