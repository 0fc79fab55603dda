/// The past of documents: the log behind the last snapshot, and what was before it, packed by actor
/// and minute.
@NullMarked
package dev.meridian.collab.history;

import org.jspecify.annotations.NullMarked;
