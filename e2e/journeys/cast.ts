/** The cast of the sandbox, as far as journeys name them. All of them are fictitious. */
export const password = 'Spico-demo-2026';

export const doctor = 'helene.castelbon@medimail.mssante.test';
export const nurse = 'karim.belhadj-roux@medimail.mssante.test';
export const psychologist = 'maiwenn.legoffic@medimail.mssante.test';
export const socialWorker = 'yvette.darmagnac@medimail.mssante.test';
export const bigBox = 'armand.peyrolade@medimail.mssante.test';
export const structure = 'centre.tilleuls@spico.test';
export const sharedBox = 'secretariat.tilleuls@medimail.mssante.test';
export const cardiologist = 'claire.vasseur-morin@liberal.mssante.test';
export const physiotherapist = 'paul.ndiaye@liberal.mssante.test';
export const laboratory = 'laboratoire.garonne@liberal.mssante.test';
export const full = 'pleine@liberal.mssante.test';
export const refusing = 'refuse@liberal.mssante.test';
export const patient = '279035121518989@patient.mssante.test';
export const otherPatient = '154089912345622@patient.mssante.test';
export const platform = 'spico@medimail.mssante.test';
