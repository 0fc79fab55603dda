package dev.meridian;

import dev.meridian.auth.password.Argon2id;
import java.time.InstantSource;

/// What is the same for every operator, but not for tests.
///
/// @param passwordCost of new hashes
public record Options(InstantSource clock, Argon2id passwordCost) {

  public static Options standard() {
    return new Options(InstantSource.system(), Argon2id.STANDARD);
  }
}
