package dev.meridian.http.resource;

import dev.meridian.workspace.Caller;
import dev.meridian.workspace.Role;
import java.util.UUID;

/// Among whom a resource is the same, so that it is worked out once for all of them. Its reader is
/// told of the caller only what they have in common; so it cannot show one what is another's.
public enum Audience {
  /// Everybody in the workspace.
  WORKSPACE,
  /// Those of one role in the workspace.
  ROLE,
  /// One sign-in of one member.
  MEMBER;

  private static final UUID NOBODY = new UUID(0, 0);

  /// The caller, without what sets him apart from the others of this audience.
  public Caller of(Caller caller) {
    return switch (this) {
      case WORKSPACE -> anybody(caller, Role.VIEWER);
      case ROLE -> anybody(caller, caller.role());
      case MEMBER -> caller;
    };
  }

  private static Caller anybody(Caller caller, Role role) {
    return new Caller(NOBODY, NOBODY, caller.workspaceId(), NOBODY, role, false);
  }
}
