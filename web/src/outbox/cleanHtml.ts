import DOMPurify from 'dompurify';

/**
 * For the editor only: what is read is cleaned by the server. Pictures of a quoted mail point at the
 * server while they are edited and are `cid:` again when saved; remote ones are left out.
 */
const forbidden = ['style', 'form', 'input', 'button', 'textarea', 'select', 'option', 'svg', 'math', 'video', 'audio', 'iframe', 'object', 'link', 'meta'];
const pictureSource = /^(?:\/jmap\/download\/|data:image\/(?:png|jpeg|gif|webp);)/;

DOMPurify.addHook('afterSanitizeAttributes', (node) => {
    if (node.nodeName === 'IMG' && !pictureSource.test(node.getAttribute('src') ?? '')) node.remove();
});

export function cleanFragment(html: string): DocumentFragment {
    return document.importNode(DOMPurify.sanitize(html, { FORBID_TAGS: forbidden, FORBID_ATTR: ['id', 'class'], RETURN_DOM_FRAGMENT: true }), true);
}

/** Points `cid:` pictures at the server; ones without a file stay as they are and are removed by the cleaning. */
export function showPictures(html: string, urlOf: (cid: string) => string | undefined): string {
    const page = new DOMParser().parseFromString(html, 'text/html');
    for (const picture of page.querySelectorAll<HTMLImageElement>('img[src^="cid:"]')) {
        const cid = decodeURIComponent(picture.getAttribute('src')?.slice('cid:'.length) ?? '');
        const url = urlOf(cid);
        if (!url) continue;
        picture.setAttribute('src', url);
        picture.dataset['cid'] = cid;
    }
    return page.body.innerHTML;
}

/** The opposite, for saving. */
export function hidePictures(html: string): string {
    const page = new DOMParser().parseFromString(html, 'text/html');
    for (const picture of page.querySelectorAll<HTMLImageElement>('img[data-cid]')) {
        picture.setAttribute('src', `cid:${picture.dataset['cid']}`);
        picture.removeAttribute('data-cid');
    }
    return page.body.innerHTML;
}

const blocks = new Set(['ADDRESS', 'ARTICLE', 'BLOCKQUOTE', 'DIV', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'LI', 'OL', 'P', 'PRE', 'SECTION', 'TABLE', 'TR', 'UL']);

/** The same mail for programs that show text only. */
export function textOf(html: string): string {
    const page = new DOMParser().parseFromString(html, 'text/html');
    return linesOf(page.body).join('\n').replaceAll(/\n{3,}/g, '\n\n').trim();
}

function linesOf(parent: Node): string[] {
    const lines = [''];
    for (const node of parent.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) lines.push((lines.pop() ?? '') + (node.nodeValue ?? '').replaceAll(/\s+/g, ' '));
        else if (node.nodeName === 'BR') lines.push('');
        else if (blocks.has(node.nodeName)) lines.push(...blockLines(node), '');
        else if (node instanceof Element) {
            const [first = '', ...rest] = linesOf(node);
            lines.push((lines.pop() ?? '') + first, ...rest);
        }
    }
    return lines.filter((line, i) => line !== '' || i < lines.length - 1);
}

function blockLines(node: Node): string[] {
    const lines = linesOf(node);
    if (node.nodeName === 'LI') return lines.map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`));
    if (node.nodeName === 'BLOCKQUOTE') return lines.map((line) => `> ${line}`);
    return lines;
}
