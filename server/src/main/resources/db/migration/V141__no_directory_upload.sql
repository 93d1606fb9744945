-- A file that is handed over stays on the node that got it, which reads it.
drop table directory_upload;
