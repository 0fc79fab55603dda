/// Turns the log of a document into a snapshot and history while the document stays open.
@NullMarked
package dev.meridian.collab.compaction;

import org.jspecify.annotations.NullMarked;
