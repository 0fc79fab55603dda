/** The y-protocols messages as pure functions: document sync and awareness. */
@NullMarked
package dev.meridian.ydoc.sync;

import org.jspecify.annotations.NullMarked;
