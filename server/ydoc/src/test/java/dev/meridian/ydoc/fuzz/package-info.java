@NullMarked
package dev.meridian.ydoc.fuzz;

import org.jspecify.annotations.NullMarked;
