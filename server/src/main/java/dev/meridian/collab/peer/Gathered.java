package dev.meridian.collab.peer;

import dev.meridian.collab.peer.Audience.Edit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Updates of commits that are to be told together. Touched only on the document's owner loop.
final class Gathered {
  private final List<byte[]> updates = new ArrayList<>();
  private int edits;
  private @Nullable Seat author;
  private boolean isOfSeveral;

  /// @param update with all of the edits
  void add(byte[] update, List<Edit> edits) {
    for (Edit edit : edits) {
      isOfSeveral |= this.edits > 0 && edit.author() != author;
      author = edit.author();
      this.edits++;
    }
    updates.add(update);
  }

  boolean isEmpty() {
    return updates.isEmpty();
  }

  List<byte[]> updates() {
    return updates;
  }

  int edits() {
    return edits;
  }

  /// Who made all of the edits; null when they are several people's, or the server's.
  @Nullable Seat onlyAuthor() {
    return isOfSeveral ? null : author;
  }

  void clear() {
    updates.clear();
    edits = 0;
    author = null;
    isOfSeveral = false;
  }
}
