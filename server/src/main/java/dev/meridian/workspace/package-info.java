/// Who may do what: workspaces, members, teams, cycles, roles.
@NullMarked
package dev.meridian.workspace;

import org.jspecify.annotations.NullMarked;
