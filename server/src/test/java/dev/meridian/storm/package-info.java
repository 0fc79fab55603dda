/// Everybody comes back at once.
@NullMarked
package dev.meridian.storm;

import org.jspecify.annotations.NullMarked;
