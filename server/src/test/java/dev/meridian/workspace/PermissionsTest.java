package dev.meridian.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PermissionsTest {

  static final UUID HERE = new UUID(0, 1);
  static final UUID ELSEWHERE = new UUID(0, 2);
  static final TeamRule OPEN = new TeamRule(Editing.WORKSPACE, false, false);
  static final TeamRule CLOSED = new TeamRule(Editing.MEMBERS, false, false);
  static final TeamRule OURS = new TeamRule(Editing.MEMBERS, false, true);
  static final TeamRule ARCHIVED = new TeamRule(Editing.WORKSPACE, true, true);

  private static Caller caller(Role role) {
    return caller(role, false);
  }

  private static Caller caller(Role role, boolean installationAdmin) {
    return new Caller(
        new UUID(1, 1), new UUID(1, 2), HERE, new UUID(1, 3), role, installationAdmin);
  }

  private static Member member(boolean installationAdmin) {
    return new Member(
        new UUID(2, 1),
        HERE,
        new UUID(2, 2),
        "Bob",
        "bob@example.org",
        Role.ADMIN,
        "UTC",
        installationAdmin,
        Instant.EPOCH,
        null);
  }

  @Nested
  class OfARecord {

    private Access access(Role role, @Nullable TeamRule team) {
      return Permissions.record(caller(role), HERE, team);
    }

    @Test
    void doesNotExistInAnotherWorkspace() {
      for (var role : Role.values()) {
        assertEquals(Access.NONE, Permissions.record(caller(role, true), ELSEWHERE, OPEN));
        assertEquals(Access.NONE, Permissions.record(caller(role, true), ELSEWHERE, null));
      }
    }

    @Test
    void isWrittenByAdminsWhateverTheTeamSays() {
      assertEquals(Access.WRITE, access(Role.ADMIN, CLOSED));
      assertEquals(Access.WRITE, access(Role.ADMIN, OPEN));
    }

    @Test
    void isWrittenByMembersUnlessItsTeamKeepsItToItself() {
      assertEquals(Access.WRITE, access(Role.MEMBER, OPEN));
      assertEquals(Access.WRITE, access(Role.MEMBER, OURS));
      assertEquals(Access.READ, access(Role.MEMBER, CLOSED));
    }

    @Test
    void ofTheCompanyIsWrittenByAdminsAndMembers() {
      assertEquals(Access.WRITE, access(Role.ADMIN, null));
      assertEquals(Access.WRITE, access(Role.MEMBER, null));
      assertEquals(Access.READ, access(Role.VIEWER, null));
    }

    @Test
    void isOnlyReadByViewersEvenOnTheTeam() {
      assertEquals(Access.READ, access(Role.VIEWER, OPEN));
      assertEquals(Access.READ, access(Role.VIEWER, OURS));
    }

    @Test
    void ofAnArchivedTeamIsOnlyRead() {
      for (var role : Role.values()) {
        assertEquals(Access.READ, access(role, ARCHIVED));
      }
    }
  }

  @Test
  void viewersArrangeNothingAndOnlyAdminsAdminister() {
    assertTrue(Permissions.mayArrange(caller(Role.ADMIN)));
    assertTrue(Permissions.mayArrange(caller(Role.MEMBER)));
    assertFalse(Permissions.mayArrange(caller(Role.VIEWER)));
    assertTrue(Permissions.mayAdminister(caller(Role.ADMIN)));
    assertFalse(Permissions.mayAdminister(caller(Role.MEMBER)));
  }

  @Test
  void workspacesAreMadeByAdminsOfTheInstallation() {
    assertFalse(Permissions.mayMakeWorkspaces(caller(Role.ADMIN)));
    assertTrue(Permissions.mayMakeWorkspaces(caller(Role.VIEWER, true)));
  }

  @Test
  void passwordsAreResetOnlyWhereTheAccountIsTheWorkspacesAlone() {
    assertTrue(Permissions.mayResetPassword(caller(Role.ADMIN), member(false), 1));
    assertFalse(Permissions.mayResetPassword(caller(Role.ADMIN), member(false), 2));
    assertFalse(Permissions.mayResetPassword(caller(Role.ADMIN), member(true), 1));
    assertTrue(Permissions.mayResetPassword(caller(Role.ADMIN, true), member(true), 2));
    assertFalse(Permissions.mayResetPassword(caller(Role.MEMBER, true), member(false), 1));
  }

  @Test
  void adminsOfTheInstallationAnswerOnlyToTheirLike() {
    assertTrue(Permissions.mayChangeMember(caller(Role.ADMIN), member(false)));
    assertFalse(Permissions.mayChangeMember(caller(Role.ADMIN), member(true)));
    assertTrue(Permissions.mayChangeMember(caller(Role.ADMIN, true), member(true)));
    assertFalse(Permissions.mayChangeMember(caller(Role.MEMBER), member(false)));
  }
}
