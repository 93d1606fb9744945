-- How many documents a dossier has depends on who reads: they are counted when they are listed.
alter table dossier drop column documents;
