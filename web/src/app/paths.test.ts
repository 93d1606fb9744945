import { describe, expect, it } from 'vitest';
import { documentPath, dossierPath, dossiersPath, emailPath, newDossierPath, placeOf, profilePath, viewPath } from './paths';

describe('an address', () => {
    it('opens the inbox when it names nothing', () => {
        expect(placeOf('/')).toEqual({ page: 'discussions', view: 'boite-de-reception', emailId: null });
    });
    it('names a view and a mail in it', () => {
        expect(placeOf(emailPath('patients/recus', 'M1'))).toEqual({ page: 'discussions', view: 'patients/recus', emailId: 'M1' });
    });
    it('names a folder called « m »', () => {
        expect(placeOf(viewPath('dossier/m'))).toEqual({ page: 'discussions', view: 'dossier/m', emailId: null });
    });
    it('keeps ids with any character', () => {
        expect(placeOf(emailPath('dossier/é %', 'a b'))).toEqual({ page: 'discussions', view: 'dossier/é %', emailId: 'a b' });
    });
    it('survives a broken escape', () => {
        expect(placeOf('/discussions/%E0%A4%A')).toMatchObject({ page: 'discussions' });
    });
    it('names a patient’s file, a part of it, a document in it', () => {
        expect(placeOf(dossiersPath)).toEqual({ page: 'dossiers', dossierId: null, part: 'documents', documentId: null });
        expect(placeOf(newDossierPath)).toEqual({ page: 'newDossier' });
        expect(placeOf('/dossiers/d1')).toEqual({ page: 'dossiers', dossierId: 'd1', part: 'documents', documentId: null });
        expect(placeOf(dossierPath('d1', 'chronologie'))).toEqual({ page: 'dossiers', dossierId: 'd1', part: 'chronologie', documentId: null });
        expect(placeOf(documentPath('d1', 'x y'))).toEqual({ page: 'dossiers', dossierId: 'd1', part: 'documents', documentId: 'x y' });
    });
    it('names the tabs of the profile', () => {
        expect(placeOf(profilePath('mssante'))).toEqual({ page: 'profile', tab: 'mssante' });
        expect(placeOf('/profil/autre')).toEqual({ page: 'profile', tab: 'compte' });
    });
});
