/// Invitations by link: how people join a workspace.
@NullMarked
package dev.meridian.auth.invitation;

import org.jspecify.annotations.NullMarked;
