package dev.meridian.collab.history;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One row of a document's log: what one actor changed in one commit.
///
/// @param at when it was committed, never before the row before it
/// @param actor member; null = the server itself
/// @param update update format v1
@SuppressWarnings("ArrayRecordComponent") // bytes of the log; never compared
public record Commit(long seq, Instant at, @Nullable UUID actor, byte[] update) {}
