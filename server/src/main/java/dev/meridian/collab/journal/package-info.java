/// The one writer of document updates on a node: group commit, batched over documents.
@NullMarked
package dev.meridian.collab.journal;

import org.jspecify.annotations.NullMarked;
