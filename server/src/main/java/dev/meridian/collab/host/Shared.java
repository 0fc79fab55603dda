package dev.meridian.collab.host;

import dev.meridian.bus.Bus;
import dev.meridian.collab.journal.DocumentLog;
import dev.meridian.collab.journal.Journal;
import dev.meridian.collab.replica.Epoch;
import dev.meridian.collab.replica.ReplicaMetrics;
import java.time.InstantSource;

/// What the documents of a node share.
///
/// @param log where rows of other nodes are read
/// @param observer told of commits
public record Shared(
    InstantSource clock,
    Journal journal,
    DocumentLog log,
    Bus bus,
    Epoch epoch,
    HostMetrics metrics,
    ReplicaMetrics replica,
    CommitObserver observer) {}
