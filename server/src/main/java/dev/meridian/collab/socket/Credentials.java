package dev.meridian.collab.socket;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/// How a y-websocket client says who it is, before the upgrade. Never by cookie.
sealed interface Credentials {
  /// The subprotocol that carries an access token as its second name.
  String SUBPROTOCOL = "meridian";

  String BEARER = "Bearer ";

  record AccessToken(String jwt) implements Credentials {}

  record Ticket(String ticket) implements Credentials {}

  /// In this order: `Authorization: Bearer`, the subprotocols `meridian, <jwt>`, `?ticket=`.
  static Optional<Credentials> of(HttpServerRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null && authorization.startsWith(BEARER)) {
      return Optional.of(new AccessToken(authorization.substring(BEARER.length()).strip()));
    }
    String protocols = request.getHeader("Sec-WebSocket-Protocol");
    if (protocols != null) {
      List<String> names = List.of(protocols.split("\\s*,\\s*", -1));
      if (names.size() == 2 && names.getFirst().strip().equals(SUBPROTOCOL)) {
        return Optional.of(new AccessToken(names.getLast().strip()));
      }
    }
    return Optional.ofNullable(request.getParam("ticket")).map(Ticket::new);
  }
}
