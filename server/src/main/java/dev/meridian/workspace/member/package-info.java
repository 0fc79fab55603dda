/// The people of a workspace: their roles, and their leaving.
@NullMarked
package dev.meridian.workspace.member;

import org.jspecify.annotations.NullMarked;
