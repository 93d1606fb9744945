export interface Piece {
    text: string;
    marked: boolean;
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** The pieces of a snippet (RFC 8621 §5), to be shown as text: only `mark` is understood, whatever else it may hold. */
export function pieces(html: string): Piece[] {
    return html
        .split(/(<mark>[\s\S]*?<\/mark>)/)
        .filter((piece) => piece !== '')
        .map((piece) => {
            const inside = /^<mark>([\s\S]*)<\/mark>$/.exec(piece);
            return { text: unescaped(inside ? (inside[1] as string) : piece), marked: inside !== null };
        });
}

function unescaped(text: string): string {
    return text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] as string);
}
