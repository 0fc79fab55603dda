/**
 * The Yjs document engine: a CRDT of texts, arrays, maps and XML that speaks Yjs's update format.
 */
@NullMarked
package dev.meridian.ydoc;

import org.jspecify.annotations.NullMarked;
