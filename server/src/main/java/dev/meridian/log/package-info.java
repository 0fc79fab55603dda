/// What a line of the log looks like.
@NullMarked
package dev.meridian.log;

import org.jspecify.annotations.NullMarked;
