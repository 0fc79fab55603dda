package dev.meridian.live.socket;

import dev.meridian.http.Origins;
import dev.meridian.http.Problem;
import dev.meridian.http.Upgrades;
import io.vertx.core.http.HttpServerRequest;

/// Takes the upgrades of `/live`. Called on the connection's event loop.
final class LiveUpgrades implements Upgrades {
  private static final String PATH = "/live";

  private final SocketServices services;
  private final Origins origins;

  LiveUpgrades(SocketServices services, Origins origins) {
    this.services = services;
    this.origins = origins;
  }

  @Override
  public boolean handle(HttpServerRequest request) {
    if (!PATH.equals(request.path())) {
      return false;
    }
    if (!request.canUpgradeToWebSocket()) {
      refuse(request, new Problem(426, "upgrade-required", "This is the door for WebSockets."));
    } else if (!origins.allow(request)) {
      refuse(request, new Problem(403, "foreign-origin", "Pages of this origin may not come in."));
    } else {
      var context = services.vertx().getOrCreateContext();
      request.toWebSocket().onSuccess(socket -> new LiveSocket(services, context, socket));
    }
    return true;
  }

  @Override
  public int maxFrameBytes() {
    return services.limits().frameBytes();
  }

  private static void refuse(HttpServerRequest request, Problem problem) {
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", "application/problem+json")
        .end(problem.toJson().toBuffer());
  }
}
