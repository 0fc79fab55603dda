package dev.meridian.workspace;

import java.util.UUID;

/// Who is asking, as of now: a member of one workspace, in one sign-in. Never kept longer than a
/// command or the time until the next re-check of a socket, for roles change.
public record Caller(
    UUID memberId,
    UUID accountId,
    UUID workspaceId,
    UUID signInId,
    Role role,
    boolean installationAdmin) {}
