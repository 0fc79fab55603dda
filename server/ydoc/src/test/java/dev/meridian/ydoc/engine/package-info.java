/** Tests of the working parts. */
@NullMarked
package dev.meridian.ydoc.engine;

import org.jspecify.annotations.NullMarked;
