package dev.meridian.collab.socket;

import dev.meridian.http.Origins;
import dev.meridian.http.Problem;
import dev.meridian.http.Problems;
import dev.meridian.http.Upgrades;
import dev.meridian.workspace.Access;
import dev.meridian.workspace.Caller;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.UUID;

/// Takes the upgrades of `/collab` (Hocuspocus framing) and `/collab/{documentId}` (y-websocket
/// framing). Called on the connection's event loop.
public final class CollabUpgrades implements Upgrades {
  private static final String HOCUSPOCUS_PATH = "/collab";
  private static final String Y_WEBSOCKET_PATH = "/collab/";
  private static final int UNAVAILABLE = 503;

  private final SocketServices services;
  private final Origins origins;

  CollabUpgrades(SocketServices services, Origins origins) {
    this.services = services;
    this.origins = origins;
  }

  @Override
  public boolean handle(HttpServerRequest request) {
    String path = request.path();
    if (path == null || !(path.equals(HOCUSPOCUS_PATH) || path.startsWith(Y_WEBSOCKET_PATH))) {
      return false;
    }
    if (!request.canUpgradeToWebSocket()) {
      refuse(request, new Problem(426, "upgrade-required", "This is the door for WebSockets."));
    } else if (!origins.allow(request)) {
      refuse(request, new Problem(403, "foreign-origin", "Pages of this origin may not come in."));
    } else if (path.equals(HOCUSPOCUS_PATH) || path.equals(Y_WEBSOCKET_PATH)) {
      Context context = services.vertx().getOrCreateContext();
      request
          .toWebSocket()
          .onSuccess(
              socket -> new HocuspocusSocket(services, context, socket, SocketLog.opened(request)));
    } else {
      openDocument(request, path.substring(Y_WEBSOCKET_PATH.length()));
    }
    return true;
  }

  @Override
  public int maxFrameBytes() {
    return services.limits().frameBytes();
  }

  private record Admission(UUID documentId, Caller caller, Access access) {}

  private void openDocument(HttpServerRequest request, String name) {
    Context context = services.vertx().getOrCreateContext();
    request.pause();
    admit(request, name)
        .onComplete(result ->
            context.runOnContext(_ -> {
              if (result.failed()) {
                request.resume();
                refuse(request, problem(result.cause()));
              } else {
                open(request, context, result.result());
              }
            }));
  }

  private Future<Admission> admit(HttpServerRequest request, String name) {
    Optional<Credentials> credentials = Credentials.of(request);
    if (credentials.isEmpty()) {
      return Future.failedFuture(Problem.unauthenticated());
    }
    Future<Caller> asking =
        switch (credentials.get()) {
          case Credentials.AccessToken(String jwt) -> services.authenticator().byAccessToken(jwt);
          case Credentials.Ticket(String ticket) -> services.authenticator().byTicket(ticket);
        };
    return asking.compose(caller -> admit(caller, name));
  }

  private Future<Admission> admit(Caller caller, String name) {
    UUID documentId;
    try {
      documentId = UUID.fromString(name);
    } catch (IllegalArgumentException _) {
      return Future.failedFuture(Problem.notFound());
    }
    return services
        .gate()
        .access(documentId, caller)
        .compose(access ->
            access == Access.NONE
                ? Future.failedFuture(Problem.notFound())
                : Future.succeededFuture(new Admission(documentId, caller, access)));
  }

  private void open(HttpServerRequest request, Context context, Admission admission) {
    request
        .toWebSocket()
        .onSuccess(socket ->
            new YWebsocketSocket(
                services,
                context,
                socket,
                SocketLog.opened(request),
                admission.documentId(),
                admission.caller(),
                admission.access() == Access.WRITE));
    request.resume();
  }

  private static Problem problem(Throwable failure) {
    return failure instanceof Problem problem
        ? problem
        : new Problem(UNAVAILABLE, "unavailable", "The server cannot answer now; try again.");
  }

  private void refuse(HttpServerRequest request, Problem problem) {
    services.metrics().refused(problem.status());
    SocketLog.refused(request, problem);
    Problems.write(request.response(), problem);
  }
}
