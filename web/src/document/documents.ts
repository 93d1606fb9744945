import type { DossierDocument } from '../platform/dossierApi';
import { fold } from '../platform/format';

export interface DocumentClass {
    code: string;
    label: string;
    count: number;
}

/** The classes that a file has documents of, the fullest first. */
export function classesOf(documents: readonly DossierDocument[]): DocumentClass[] {
    const classes = new Map<string, DocumentClass>();
    for (const { category } of documents) {
        const known = classes.get(category.classCode);
        if (known) known.count++;
        else classes.set(category.classCode, { code: category.classCode, label: category.classLabel, count: 1 });
    }
    return [...classes.values()].toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'fr'));
}

/** Those of a class (empty = all) that hold every typed word in title, category, author or date; their order is kept. */
export function narrowed(documents: readonly DossierDocument[], classCode: string, typed: string): DossierDocument[] {
    const words = fold(typed).split(/\s+/).filter(Boolean);
    return documents.filter((document) => (!classCode || document.category.classCode === classCode) && has(document, words));
}

function has({ title, category, author, actDate }: DossierDocument, words: readonly string[]): boolean {
    if (words.length === 0) return true;
    const [year, month, day] = actDate.split('-');
    const text = fold(`${title} ${category.label} ${category.classLabel} ${author} ${day}/${month}/${year}`);
    return words.every((word) => text.includes(word));
}

export type DocumentKind = 'pdf' | 'picture' | 'cda' | 'text' | 'other';

/** What can be done with a file: shown here, or only downloaded. */
export function kindOf(type: string): DocumentKind {
    if (type === 'application/pdf') return 'pdf';
    if (/^image\/(?:jpeg|png|gif|webp)$/.test(type)) return 'picture';
    if (type === 'application/hl7-cda+xml') return 'cda';
    return /word|opendocument\.text/.test(type) ? 'text' : 'other';
}

/** Total octets of chosen documents. */
export function sizeOf(documents: readonly Pick<DossierDocument, 'size'>[]): number {
    return documents.reduce((sum, { size }) => sum + size, 0);
}
