package dev.meridian.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/// Takes socket upgrades before anything else sees the request. Called on the connection's event
/// loop.
public interface Upgrades {

  /// Whether the request was taken; if not, nothing was done to it.
  boolean handle(HttpServerRequest request);

  /// The longest frame that any socket may take; a longer one ends its connection with 1009.
  int maxFrameBytes();

  /// The first that takes a request has it.
  static Upgrades of(Upgrades... doors) {
    var all = List.of(doors);
    return new Upgrades() {
      @Override
      public boolean handle(HttpServerRequest request) {
        return all.stream().anyMatch(door -> door.handle(request));
      }

      @Override
      public int maxFrameBytes() {
        return all.stream().mapToInt(Upgrades::maxFrameBytes).max().orElseThrow();
      }
    };
  }
}
