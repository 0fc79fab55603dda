/** Tests of the messages. */
@NullMarked
package dev.meridian.ydoc.sync;

import org.jspecify.annotations.NullMarked;
