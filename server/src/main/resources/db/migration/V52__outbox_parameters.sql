-- The parameters of MAIL FROM as the client wrote them, JSON: an envelope is told as it was given (RFC 8621 §7).
alter table outbox_submission add column mail_from_parameters text;
