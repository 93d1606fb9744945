/** The addresses of the application, in the words of its menus. */
export type ProfileTab = 'compte' | 'mssante' | 'jetons';

/** The parts of a patient's file: « Ressource documentaire », « Cercle de soins », « Chronologie », and its identity. */
export type DossierPart = 'documents' | 'cercle' | 'chronologie' | 'identite';

export type Place =
    | { page: 'discussions'; view: string; emailId: string | null }
    | { page: 'dossiers'; dossierId: string | null; part: DossierPart; documentId: string | null }
    | { page: 'newDossier' }
    | { page: 'compose' }
    | { page: 'profile'; tab: ProfileTab }
    | { page: 'administration' };

export type DossierPlace = Extract<Place, { page: 'dossiers' | 'newDossier' }>;

export const home = '/discussions/boite-de-reception';
export const composePath = '/ecrire';
export const administrationPath = '/administration/annuaire';
export const dossiersPath = '/dossiers';
export const newDossierPath = '/dossiers/nouveau';
const dossierParts: readonly string[] = ['cercle', 'chronologie', 'identite'];
const profileTabs: readonly string[] = ['mssante', 'jetons'];

export function placeOf(path: string): Place {
    const [first = '', ...rest] = path.split('/').filter(Boolean).map(decode);
    if (first === 'ecrire') return { page: 'compose' };
    if (first === 'administration') return { page: 'administration' };
    if (first === 'profil') {
        return { page: 'profile', tab: profileTabs.includes(rest[0] ?? '') ? (rest[0] as ProfileTab) : 'compte' };
    }
    if (first === 'dossiers') return dossierPlace(rest);
    const mark = rest.lastIndexOf('m');
    const opened = mark > 0 && mark === rest.length - 2;
    const view = (opened ? rest.slice(0, mark) : rest).join('/');
    return { page: 'discussions', view: view || 'boite-de-reception', emailId: opened ? (rest.at(-1) ?? null) : null };
}

export function viewPath(view: string): string {
    return `/discussions/${view.split('/').map(encodeURIComponent).join('/')}`;
}

export function emailPath(view: string, emailId: string): string {
    return `${viewPath(view)}/m/${encodeURIComponent(emailId)}`;
}

export function dossierPath(dossierId: string, part: DossierPart = 'documents'): string {
    return `${dossiersPath}/${encodeURIComponent(dossierId)}/${part}`;
}

export function documentPath(dossierId: string, documentId: string): string {
    return `${dossierPath(dossierId)}/${encodeURIComponent(documentId)}`;
}

export function profilePath(tab: ProfileTab): string {
    return tab === 'compte' ? '/profil' : `/profil/${tab}`;
}

function dossierPlace(rest: readonly string[]): Place {
    const [dossierId, part = '', documentId] = rest;
    if (dossierId === 'nouveau') return { page: 'newDossier' };
    const place = { page: 'dossiers', dossierId: dossierId ?? null } as const;
    if (dossierParts.includes(part)) return { ...place, part: part as DossierPart, documentId: null };
    return { ...place, part: 'documents', documentId: documentId ?? null };
}

function decode(part: string): string {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}
