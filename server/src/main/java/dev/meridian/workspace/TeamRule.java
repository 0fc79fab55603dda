package dev.meridian.workspace;

/// What a team says about writing its records, seen from one caller.
///
/// @param callerIsMember whether that caller is on the team
public record TeamRule(Editing editing, boolean archived, boolean callerIsMember) {}
