package dev.meridian.collab.host;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.CompactionRule;
import dev.meridian.collab.compaction.Compaction;
import dev.meridian.ydoc.Limits;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/// What every host of a node uses.
///
/// @param compactionRule when to ask for a compaction
/// @param loader reads a document as it is committed
/// @param forget takes a closed host out of the registry
record HostServices(
    CollabLimits limits,
    Limits documentLimits,
    Shared shared,
    CompactionRule compactionRule,
    Compaction compaction,
    Function<UUID, Future<LoadedDocument>> loader,
    Consumer<DocumentHost> forget) {}
