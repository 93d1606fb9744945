-- A document that somebody took back out: it is in no list any more and its files are erased, the
-- timeline still tells that it was there.
alter table document add column withdrawn_at timestamptz;
