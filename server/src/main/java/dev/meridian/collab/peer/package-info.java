/// The connections at one document: what each was sent, what it is owed, and who they say they are.
@NullMarked
package dev.meridian.collab.peer;

import org.jspecify.annotations.NullMarked;
