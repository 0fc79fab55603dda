package dev.meridian.workspace;

import java.util.Locale;

/// Who may write the OKR records of a team: all of the workspace, or only the team's members.
public enum Editing {
  WORKSPACE,
  MEMBERS;

  /// The name in the contract and in the database: lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Editing of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
