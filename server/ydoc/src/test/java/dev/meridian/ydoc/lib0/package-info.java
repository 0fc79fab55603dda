/** Tests of the byte format. */
@NullMarked
package dev.meridian.ydoc.lib0;

import org.jspecify.annotations.NullMarked;
