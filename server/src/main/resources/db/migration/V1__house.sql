-- The house: installation, accounts and sign-ins, workspaces, events, documents, OKR records.
-- Instants are timestamptz, decimals of OKRs numeric, ids made by the server uuid (version 7).

-- One row: the installation itself.
create table installation (
  one              boolean primary key default true check (one),
  epoch            bigint not null,          -- random; a restore changes it, so that clients resync wholly
  setup_token_hash bytea,                    -- sha-256; null once set up
  set_up_at        timestamptz
);

-- Keys that sign access tokens; newest not yet retired signs, all verify until removed.
create table signing_key (
  kid        text primary key,
  secret     bytea not null,
  created_at timestamptz not null default now(),
  retires_at timestamptz not null,           -- signs until then
  expires_at timestamptz not null            -- verifies until then
);

-- A person with an e-mail and a password; may be a member of several workspaces.
create table account (
  id                 uuid primary key,
  email              text not null,
  email_key          text not null unique,   -- lower case, as compared
  password_hash      text not null,          -- Argon2id, PHC string
  installation_admin boolean not null default false,
  created_at         timestamptz not null default now()
);

create table workspace (
  id         uuid primary key,
  name       text not null,
  time_zone  text not null,
  created_at timestamptz not null default now()
);

create table member (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  account_id   uuid not null references account,
  name         text not null,
  role         text not null check (role in ('admin', 'member', 'viewer')),
  time_zone    text not null,
  joined_at    timestamptz not null default now(),
  removed_at   timestamptz
);
create unique index member_of_workspace on member (workspace_id, account_id) where removed_at is null;
create index member_by_account on member (account_id);

-- One browser that signed in; all its refresh tokens hang on it.
create table sign_in (
  id           uuid primary key,
  account_id   uuid not null references account,
  member_id    uuid not null references member,
  started_at   timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at   timestamptz not null,
  user_agent   text,
  address      text,
  ended_at     timestamptz,
  end_reason   text check (end_reason in ('signed-out', 'signed-out-everywhere', 'reuse', 'password', 'removed', 'expired'))
);
create index sign_in_by_account on sign_in (account_id) where ended_at is null;
create index sign_in_by_member on sign_in (member_id) where ended_at is null;

create table refresh_token (
  hash       bytea primary key,              -- sha-256 of the token
  sign_in_id uuid not null references sign_in on delete cascade,
  issued_at  timestamptz not null default now(),
  used_at    timestamptz                     -- exchanged for its successor then
);
create index refresh_token_by_sign_in on refresh_token (sign_in_id);

-- Single use, 30 seconds: lets one socket in.
create table ticket (
  hash       bytea primary key,
  sign_in_id uuid not null references sign_in on delete cascade,
  expires_at timestamptz not null
);

create table reset_link (
  hash       bytea primary key,
  account_id uuid not null references account,
  created_by uuid not null references member,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);

create table team (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  name         text not null,
  editing      text not null default 'workspace' check (editing in ('workspace', 'members')),
  created_at   timestamptz not null default now(),
  archived_at  timestamptz
);
create index team_by_workspace on team (workspace_id);

create table team_member (
  team_id   uuid not null references team,
  member_id uuid not null references member,
  joined_at timestamptz not null default now(),
  primary key (team_id, member_id)
);
create index team_member_by_member on team_member (member_id);

create table invitation (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  hash         bytea not null unique,
  role         text not null check (role in ('admin', 'member', 'viewer')),
  email_key    text,                         -- when set, only this e-mail may accept
  team_id      uuid references team,
  invited_by   uuid not null references member,
  created_at   timestamptz not null default now(),
  expires_at   timestamptz not null,
  accepted_at  timestamptz,
  accepted_by  uuid references member,
  revoked_at   timestamptz
);
create index invitation_by_workspace on invitation (workspace_id);

create table cycle (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  name         text not null,
  starts_on    date not null,
  ends_on      date not null,
  time_zone    text not null,
  created_at   timestamptz not null default now(),
  archived_at  timestamptz,
  check (starts_on < ends_on)
);
create index cycle_by_workspace on cycle (workspace_id);

-- What happened, append-only. Streams: 'installation', 'account:<id>', 'workspace:<id>'.
create table event (
  stream       text not null,
  seq          bigint not null,
  at           timestamptz not null default now(),
  actor        uuid,                         -- member; null when nobody is signed in
  kind         text not null,
  payload      jsonb not null,
  primary key (stream, seq)
);
create table event_head (
  stream text primary key,
  seq    bigint not null
);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name;
end
$$;
create trigger event_is_append_only before update or delete on event for each row execute function refuse_change();

-- The answer to a command that was sent under an Idempotency-Key; kept for a day.
create table idempotency_key (
  owner        text not null,                -- member id, or the address of who is not signed in
  key_hash     bytea not null,               -- sha-256 of the key
  request_hash bytea not null,
  status       int not null,                 -- 0 while its command runs
  answer       bytea,                        -- encrypted with the key itself, for some answers hold secrets
  at           timestamptz not null default now(),
  primary key (owner, key_hash)
);

-- Co-edited documents (Yjs). The log is truth; the head row orders its writers.
create table document (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  kind         text not null check (kind in ('okr-set')),
  created_at   timestamptz not null default now()
);
create table document_head (
  document_id   uuid primary key references document,
  seq           bigint not null default 0,   -- of the last committed row of document_update
  projected_seq bigint not null default 0    -- what the projection tables show
);
create index document_unprojected on document_head (document_id) where seq > projected_seq;

-- One row per (document, actor) and commit. Tombstones stay in the updates.
create table document_update (
  document_id uuid not null references document,
  seq         bigint not null,
  actor       uuid,                          -- member; null = the server itself
  at          timestamptz not null default now(),
  batch_id    uuid not null,                 -- names the commit, to find out after a lost connection whether it happened
  bytes       bytea not null,                -- Yjs update, format v1
  primary key (document_id, seq)
);
create index document_update_by_batch on document_update (batch_id);

-- Which member a Yjs client id belongs to, from its first committed struct on; null = the server itself.
create table document_client (
  document_id uuid not null references document,
  client_id   bigint not null,
  member_id   uuid,
  first_seq   bigint not null,
  primary key (document_id, client_id)
);

-- The OKR record of a team (null = the company) for a cycle.
create table okr_set (
  id           uuid primary key,
  workspace_id uuid not null references workspace,
  team_id      uuid references team,
  cycle_id     uuid not null references cycle,
  document_id  uuid not null unique references document,
  created_at   timestamptz not null default now(),
  created_by   uuid not null references member
);
create unique index okr_set_of_team on okr_set (workspace_id, cycle_id, team_id) nulls not distinct;

-- Projection of the documents; ids are chosen by clients, so they are unique within a document only.
create table objective (
  document_id     uuid not null references document,
  id              text not null,
  title           text not null,
  why             text not null,
  sort_order      text,
  ambition        text,
  serves          text,
  owner_id        text,
  backup_owner_id text,
  removed_at      timestamptz,
  signals         jsonb not null default '{}',
  primary key (document_id, id)
);
create table key_result (
  document_id     uuid not null references document,
  id              text not null,
  objective_id    text not null,
  title           text not null,
  sort_order      text,
  metric          text,
  direction       text,
  unit            text,
  indicator       text,
  baseline        numeric,
  discover_by     date,
  start_value     numeric,
  target          numeric,
  low             numeric,
  high            numeric,
  tolerance       numeric,
  zones           jsonb,
  weight          numeric,
  due             date,
  owner_id        text,
  backup_owner_id text,
  removed_at      timestamptz,
  milestones      jsonb not null default '{}',
  signals         jsonb not null default '{}',
  primary key (document_id, id),
  foreign key (document_id, objective_id) references objective (document_id, id) deferrable initially deferred
);
create index key_result_by_objective on key_result (document_id, objective_id);
