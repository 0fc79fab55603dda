-- Several nodes over one database.

-- When the epoch was changed. For some days after it, edits that the backup did not have may be
-- brought back by anybody who has seen them.
alter table installation add column restored_at timestamptz;
create function date_the_restore() returns trigger language plpgsql as $$
begin
  new.restored_at := now();
  return new;
end
$$;
create trigger installation_restored before update of epoch on installation
  for each row when (new.epoch <> old.epoch) execute function date_the_restore();

-- A client id is one member's for ever. Two nodes may let the same id in at the same time: when it
-- is the same member's that is one binding, else the later commit fails as a whole.
create function keep_client_with_its_member() returns trigger language plpgsql as $$
begin
  if new.member_id is distinct from old.member_id then
    raise exception 'client id % belongs to somebody else', old.client_id using errcode = 'unique_violation';
  end if;
  return null;                               -- nothing changes
end
$$;
create trigger document_client_stays before update on document_client
  for each row execute function keep_client_with_its_member();

-- News about rights, so that a node which did not hear it reads it here. Numbered in the order of
-- commits; kept for a day.
create table access_news (
  seq     bigint primary key,
  at      timestamptz not null default now(),
  message text not null                      -- as it goes over the bus
);
create table access_head (
  one boolean primary key default true check (one),
  seq bigint not null                        -- of the last row of access_news
);
insert into access_head (seq) values (0);
