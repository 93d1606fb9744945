import { dossierApi, type Vocabulary } from '../platform/dossierApi';

let known: Promise<Vocabulary> | undefined;

/** Categories and confidentialities; asked for once. */
export function vocabulary(): Promise<Vocabulary> {
    known ??= dossierApi.vocabulary().catch((problem: unknown) => {
        known = undefined;
        throw problem;
    });
    return known;
}
