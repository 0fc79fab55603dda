package dev.meridian.collab.host;

import dev.meridian.collab.CollabLimits;
import dev.meridian.ydoc.Limits;
import java.util.function.Consumer;

/// What every host of a node uses.
///
/// @param forget takes a closed host out of the registry
record HostServices(
    CollabLimits limits, Limits documentLimits, Shared shared, Consumer<DocumentHost> forget) {}
