-- A hundred megabytes that live for seconds: to compress them takes longer than to write them.
alter table directory_upload alter column bytes set storage external;
