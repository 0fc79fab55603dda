package dev.meridian.auth.setup;

import dev.meridian.auth.token.Tokens;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/// The token of the first set-up. Each start before it offers one: the operator's, or a random one,
/// which takes the place of an earlier one that may be lost.
public final class SetupToken {

  private SetupToken() {}

  /// The token to show; empty when the installation is set up.
  ///
  /// @param chosen by the operator
  public static Future<Optional<String>> offer(Pool pool, Optional<String> chosen) {
    var store = new InstallationStore();
    var token = chosen.orElseGet(Tokens::random);
    return store
        .ensure(pool)
        .compose(_ -> store.offer(pool, token))
        .map(needed -> needed ? Optional.of(token) : Optional.empty());
  }
}
