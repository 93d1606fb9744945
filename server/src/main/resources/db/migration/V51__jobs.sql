-- A plan made while its key is running waits here until the run ends (fr.spico.platform.jobs).
alter table scheduled_tasks
    add column again_at   timestamptz,
    add column again_data bytea;
