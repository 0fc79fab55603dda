package dev.meridian.auth.password;

import java.util.Locale;
import java.util.UUID;

/// A person with an e-mail and a password.
///
/// @param passwordHash Argon2id, PHC string
public record Account(UUID id, String email, String passwordHash, boolean installationAdmin) {

  /// The form in which e-mails are compared.
  public static String emailKey(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
