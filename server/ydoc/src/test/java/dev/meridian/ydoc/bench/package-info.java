/** The engine's speed beside Yjs's, on the same updates in the same run. */
@NullMarked
package dev.meridian.ydoc.bench;

import org.jspecify.annotations.NullMarked;
