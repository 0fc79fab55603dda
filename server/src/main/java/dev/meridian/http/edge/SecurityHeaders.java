package dev.meridian.http.edge;

import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/// The headers that every answer carries.
///
/// Styles may stand in the page, for the text editor makes some; scripts may not. `connect-src
/// 'self'` covers sockets of the own origin in today's browsers; older ones need them spelt out.
final class SecurityHeaders {

  private static final Map<String, String> FIXED =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

  private final boolean https;

  /// @param https whether people reach the server by https only
  SecurityHeaders(boolean https) {
    this.https = https;
  }

  void put(HttpServerRequest request) {
    var headers = request.response().headers();
    FIXED.forEach(headers::set);
    headers.set("Content-Security-Policy", policy(request));
    if (https) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
  }

  private String policy(HttpServerRequest request) {
    var authority = request.authority();
    var sockets =
        authority == null ? "" : " %s://%s".formatted(https ? "wss" : "ws", authority.toString());
    return "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
        + " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'"
        + sockets
        + "; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
        + " frame-ancestors 'none'";
  }
}
