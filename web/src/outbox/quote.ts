/** Text of other mails inside one's own: quoted for an answer, introduced for a forward. Pure strings, cleaned by the editor. */
export interface QuoteWords {
    /** « Le lundi 3 novembre 2025 à 14:32, Dr A a écrit : » */
    introduction: string;
    /** Rows of the head of a forwarded mail. */
    rows?: [label: string, value: string][];
}

export function escapeHtml(text: string): string {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export function textToHtml(text: string): string {
    return text
        .replaceAll('\r\n', '\n')
        .split('\n')
        .map((line) => `<div>${escapeHtml(line) || '<br>'}</div>`)
        .join('');
}

export function quoteReply({ introduction }: QuoteWords, html: string): string {
    return `<div><br></div><div><br></div><div>${escapeHtml(introduction)}</div><blockquote type="cite">${html}</blockquote>`;
}

export function quoteForward({ introduction, rows = [] }: QuoteWords, html: string): string {
    const head = rows.map(([label, value]) => `<div><b>${escapeHtml(label)}</b> ${escapeHtml(value)}</div>`).join('');
    return `<div><br></div><div><br></div><div>${escapeHtml(introduction)}</div>${head}<div><br></div>${html}`;
}

/** The part of a whole HTML document that can stand inside another one. */
export function bodyOf(html: string): string {
    return /<body\b[^>]*>([\s\S]*?)(?:<\/body>|$)/i.exec(html)?.[1] ?? html;
}
