package dev.meridian.workspace;

import java.util.Locale;

/// What a member may do in the workspace at large; teams may narrow it (see [Permissions]).
public enum Role {
  ADMIN,
  MEMBER,
  VIEWER;

  /// The name in the contract and in the database: lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
