-- What the user chooses about a folder: whether they want to see it (kept at the operator), and where among
-- the others (kept here: IMAP knows no order; null = as its role says).
alter table replica_folder
    add column subscribed boolean not null default true,
    add column sort_order int;

drop trigger replica_folder_renamed on replica_folder;
create trigger replica_folder_renamed after update of path, name, parent, role, subscribed, sort_order on replica_folder
    for each row
    when ((old.path, old.name, old.parent, old.role, old.subscribed, old.sort_order)
        is distinct from (new.path, new.name, new.parent, new.role, new.subscribed, new.sort_order))
    execute function replica_folder_changed();
