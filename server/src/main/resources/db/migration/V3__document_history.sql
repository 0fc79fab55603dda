-- Compaction and history of documents.

-- A document as it was at a row of its log. The log is kept from there on; what was before is
-- history.
create table document_snapshot (
  document_id uuid primary key references document,
  seq         bigint not null,               -- every row up to this one is in it
  at          timestamptz not null,          -- when that row was committed
  bytes       bytea not null                 -- Yjs state, format v1, tombstones included
);

-- Rows that a snapshot has taken over: what one actor did in one minute.
create table document_history (
  document_id uuid not null references document,
  first_seq   bigint not null,
  last_seq    bigint not null,               -- rows of others may stand between the two
  minute      timestamptz not null,
  actor       uuid,                          -- member; null = the server itself
  first_at    timestamptz not null,
  last_at     timestamptz not null,
  commits     bigint not null,
  inserted    bigint not null,               -- characters of texts, in UTF-16 units
  deleted     bigint not null,
  updates     bytea not null,                -- each row with its number and instant, deflated
  primary key (document_id, first_seq)
);
alter table document_history alter column updates set storage external;
create index document_history_by_minute on document_history (document_id, minute);
create index document_history_by_age on document_history (minute);

-- A document as it was where its history begins, once earlier history was forgotten.
create table document_beginning (
  document_id uuid primary key references document,
  seq         bigint not null,
  at          timestamptz not null,
  bytes       bytea not null
);

-- The last commit of each server, from its start to its end. A server that did not hear the answer
-- to a commit finds here whether it happened, also when its rows are history already.
create table document_writer (
  id        uuid primary key,
  batch_id  uuid not null,
  documents uuid[] not null,
  seqs      bigint[] not null,               -- of each document before the commit
  at        timestamptz not null
) with (fillfactor = 50);
drop index document_update_by_batch;

-- Instants of a document's rows never go back, so that an instant is a row.
alter table document_head add column at timestamptz not null default '-infinity'; -- of the last row
