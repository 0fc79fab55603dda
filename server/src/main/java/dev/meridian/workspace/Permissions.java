package dev.meridian.workspace;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Every rule about who may do what, as pure functions.
///
/// - Another workspace does not exist for a caller: `NONE`, which is answered with 404.
/// - Viewers read everything of their workspace; admins write everything; members write every
///   record, unless the team's editing rule says members, then only those on the team.
/// - The company's record (no team) is written by admins and members.
/// - The records of an archived team are only read.
public final class Permissions {

  private Permissions() {}

  /// What the caller may do with an OKR record of a workspace.
  ///
  /// @param team the rule of the record's team; null = the company's record
  public static Access record(Caller caller, UUID workspaceId, @Nullable TeamRule team) {
    if (!caller.workspaceId().equals(workspaceId)) {
      return Access.NONE;
    }
    return mayWrite(caller.role(), team) ? Access.WRITE : Access.READ;
  }

  private static boolean mayWrite(Role role, @Nullable TeamRule team) {
    if (team != null && team.archived()) {
      return false;
    }
    return switch (role) {
      case ADMIN -> true;
      case MEMBER -> team == null || team.editing() == Editing.WORKSPACE || team.callerIsMember();
      case VIEWER -> false;
    };
  }

  /// Make, rename and archive teams, cycles and OKR records, and put people on teams.
  public static boolean mayArrange(Caller caller) {
    return caller.role() != Role.VIEWER;
  }

  /// Invite, change roles, remove members, issue reset links, change the workspace itself.
  public static boolean mayAdminister(Caller caller) {
    return caller.role() == Role.ADMIN;
  }

  /// Make another workspace.
  public static boolean mayMakeWorkspaces(Caller caller) {
    return caller.installationAdmin();
  }

  /// Let somebody set a new password without the old one. An account may belong to other
  /// workspaces, which this admin must not get into; an admin of the installation may do it for
  /// anyone.
  ///
  /// @param memberships of how many workspaces the account is a member
  public static boolean mayResetPassword(Caller caller, Member target, int memberships) {
    return mayAdminister(caller)
        && (caller.installationAdmin() || (memberships == 1 && !target.installationAdmin()));
  }

  /// Change the role of a member, or remove him. Admins of the installation answer only to their
  /// like.
  public static boolean mayChangeMember(Caller caller, Member target) {
    return mayAdminister(caller) && (caller.installationAdmin() || !target.installationAdmin());
  }
}
