package dev.meridian.collab.host;

import dev.meridian.ydoc.YDoc;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A document as its log tells it.
///
/// @param seq of the last row of the log that is in it
/// @param clients whose each client id is; empty = the server itself
record LoadedDocument(YDoc document, long seq, Map<Long, Optional<UUID>> clients) {}
