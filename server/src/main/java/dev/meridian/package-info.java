/** Meridian: OKRs written together. Main is the start; every other package is a feature. */
@NullMarked
package dev.meridian;

import org.jspecify.annotations.NullMarked;
