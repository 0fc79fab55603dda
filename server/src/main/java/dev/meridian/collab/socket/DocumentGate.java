package dev.meridian.collab.socket;

import dev.meridian.workspace.Access;
import dev.meridian.workspace.Caller;
import io.vertx.core.Future;
import java.util.UUID;

/// What a caller may do with a document. A document that does not exist is `NONE` like one that is
/// not the caller's.
@FunctionalInterface
public interface DocumentGate {
  Future<Access> access(UUID documentId, Caller caller);
}
