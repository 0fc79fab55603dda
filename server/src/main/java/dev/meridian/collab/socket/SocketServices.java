package dev.meridian.collab.socket;

import dev.meridian.auth.Authenticator;
import dev.meridian.bus.AccessNews;
import dev.meridian.collab.CollabLimits;
import dev.meridian.collab.CollabMetrics;
import dev.meridian.collab.host.Documents;
import dev.meridian.workspace.Caller;
import io.vertx.core.Vertx;

/// What every socket of a node uses.
record SocketServices(
    Vertx vertx,
    Authenticator authenticator,
    DocumentGate gate,
    Documents documents,
    OpenSockets sockets,
    CollabLimits limits,
    CollabMetrics metrics) {

  /// Whether the news is about the rights of this caller.
  static boolean concerns(AccessNews news, Caller caller) {
    return news.concerns(caller.workspaceId(), caller.accountId(), caller.signInId());
  }
}
