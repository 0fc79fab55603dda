/**
 * Proofs that the engine agrees with Yjs: recorded data, Yjs itself running in node beside the
 * tests, hostile input, and properties that must hold for every document.
 */
@NullMarked
package dev.meridian.ydoc.oracle;

import org.jspecify.annotations.NullMarked;
