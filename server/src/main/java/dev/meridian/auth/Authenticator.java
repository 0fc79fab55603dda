package dev.meridian.auth;

import dev.meridian.workspace.Caller;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/// Tells who is asking. May be called from any thread; roles are always as of now.
public interface Authenticator {

  /// Fails with a Problem 401 when the token is forged or expired, or its sign-in has ended.
  Future<Caller> byAccessToken(String jwt);

  /// Uses the ticket up. Fails with a Problem 401 when it is unknown, used or expired, or its
  /// sign-in has ended.
  Future<Caller> byTicket(String ticket);

  /// The caller of a sign-in as of now; empty once the sign-in ended or the member was removed. The
  /// workspace may be another one than before, when the person switched.
  Future<Optional<Caller>> current(UUID signInId);
}
