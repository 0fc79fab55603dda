package dev.meridian.auth;

import dev.meridian.http.Call;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The cookie with the refresh token: scripts cannot read it, other sites cannot send it, and only
/// the session's own paths get it.
///
/// @param secure sent over https only
/// @param lifetime of a sign-in
public record RefreshCookie(boolean secure, Duration lifetime) {

  private static final String NAME = "meridian_refresh";

  /// Null when there is none.
  static @Nullable String in(Call call) {
    return call.cookie(NAME);
  }

  String with(String token) {
    return header(token, lifetime);
  }

  String gone() {
    return header("", Duration.ZERO);
  }

  private String header(String value, Duration age) {
    return "%s=%s; Path=/api/v1/session; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(NAME, value, age.toSeconds(), secure ? "; Secure" : "");
  }
}
