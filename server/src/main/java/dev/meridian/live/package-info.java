/// Watching: whoever may get a resource may have it told how it changes.
@NullMarked
package dev.meridian.live;

import org.jspecify.annotations.NullMarked;
