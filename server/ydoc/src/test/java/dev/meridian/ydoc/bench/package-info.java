/** The engine's speed and memory beside those of Yjs and ywasm, on the same updates in one run. */
@NullMarked
package dev.meridian.ydoc.bench;

import org.jspecify.annotations.NullMarked;
