package dev.meridian.http;

import io.vertx.core.http.HttpServerRequest;

/// Takes socket upgrades before anything else sees the request. Called on the connection's event
/// loop.
public interface Upgrades {

  /// Whether the request was taken; if not, nothing was done to it.
  boolean handle(HttpServerRequest request);

  /// The longest frame that any socket may take; a longer one ends its connection with 1009.
  int maxFrameBytes();
}
