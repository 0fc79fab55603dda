package dev.meridian.collab.host;

import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.journal.Journal;
import dev.meridian.ydoc.Limits;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.function.Consumer;

/// What every host of a node uses.
///
/// @param observer told of commits
/// @param forget takes a closed host out of the registry
record HostServices(
    Vertx vertx,
    InstantSource clock,
    CollabLimits limits,
    Limits documentLimits,
    Journal journal,
    HostMetrics metrics,
    CommitObserver observer,
    Consumer<DocumentHost> forget) {}
