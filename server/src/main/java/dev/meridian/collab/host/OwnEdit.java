package dev.meridian.collab.host;

import dev.meridian.ydoc.Change;
import dev.meridian.ydoc.YDoc;

/// An edit of the server's own. Runs on the document's owner loop; throws to refuse, before it
/// edits.
@FunctionalInterface
public interface OwnEdit<T> {
  Done<T> apply(YDoc document);

  /// @param result what the caller gets, after the commit
  record Done<T>(Change change, T result) {}
}
