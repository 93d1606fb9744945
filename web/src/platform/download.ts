import { send } from './http';
import { t } from './messages.svelte';

/** Saves a file of a mail; throws the sentence why it cannot be had now, where a plain link would save an empty file. */
export async function download(url: string, name: string): Promise<void> {
    const content = URL.createObjectURL(await (await send('GET', url)).blob());
    Object.assign(document.createElement('a'), { href: content, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(content), 60_000);
}

/** Why a file is not shown: an operator that does not answer is no broken file. */
export async function whyNotShown(url: string): Promise<string> {
    return send('GET', url).then(
        () => t('attachment.unreadable'),
        (problem: Error) => problem.message,
    );
}
