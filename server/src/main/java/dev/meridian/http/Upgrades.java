package dev.meridian.http;

import io.vertx.core.http.HttpServerRequest;

/// Takes socket upgrades before anything else sees the request. Called on the connection's event
/// loop.
public interface Upgrades {

  /// Whether the request was taken; if not, nothing was done to it.
  boolean handle(HttpServerRequest request);
}
