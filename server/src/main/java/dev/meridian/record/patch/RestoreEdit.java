package dev.meridian.record.patch;

import dev.meridian.record.content.Field;
import dev.meridian.record.content.RecordReader;
import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Change;
import dev.meridian.ydoc.Item;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YMap;
import dev.meridian.ydoc.YText;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// An earlier state of a record as an edit of the document as it is: every field and text reads
/// again as it did. Nothing of what came since is rewritten, so this can be taken back the same
/// way. Runs where the document lives.
///
/// - texts are edited where they differ, so that cursors stay, and words that arrive later do too
/// - objectives and key results that came since get `removed`; those that were removed since lose
///   it
/// - milestones, which have no `removed`, come and go
/// - values that the schema does not know are brought back as well; nested types that it does not
///   know stay as they are
public final class RestoreEdit {
  private final YDoc past;
  private final Any removedAt;

  /// @param past the document as it was
  /// @param now when what came since is removed
  public RestoreEdit(YDoc past, Instant now) {
    this.past = past;
    this.removedAt = Any.of(now.toString());
  }

  /// What the entries of a map are.
  private enum Entries {
    FIELDS,
    /// Objectives or key results: never deleted.
    REMOVABLE,
    DELETABLE;

    /// Of a map that stands under this key.
    static Entries under(String key) {
      return switch (key) {
        case RecordReader.KEY_RESULTS -> REMOVABLE;
        case RecordReader.MILESTONES -> DELETABLE;
        default -> FIELDS;
      };
    }
  }

  public Change apply(YDoc document) {
    YMap before = past.map(RecordReader.ROOT);
    return document.edit(
        edit -> restore(Optional.of(before), edit.map(RecordReader.ROOT), Entries.REMOVABLE));
  }

  /// @param before empty = there was no such map
  private void restore(Optional<YMap> before, YMap now, Entries entries) {
    Set<String> keys = new TreeSet<>(now.keys());
    before.ifPresent(map -> keys.addAll(map.keys()));
    for (String key : keys) {
      Optional<Item> wanted = before.flatMap(map -> map.get(key));
      Entries inside = entries == Entries.FIELDS ? Entries.under(key) : Entries.FIELDS;
      if (wanted.isPresent()) {
        bringBack(wanted.get(), now, key, inside);
      } else {
        now.get(key).ifPresent(item -> takeAway(item, now, key, entries, inside));
      }
    }
  }

  private void bringBack(Item wanted, YMap now, String key, Entries inside) {
    Optional<Item> current = now.get(key);
    switch (wanted) {
      case Any value -> {
        if (!current.equals(Optional.of(value))) {
          now.set(key, value);
        }
      }
      case YText text ->
          TextWriting.restore(
              current.orElse(null) instanceof YText existing ? existing : now.setText(key),
              text.toString());
      case YMap map ->
          restore(
              Optional.of(map),
              current.orElse(null) instanceof YMap existing ? existing : now.setMap(key),
              inside);
      default -> {
        // a type that no record has
      }
    }
  }

  private void takeAway(Item item, YMap now, String key, Entries entries, Entries inside) {
    if (entries == Entries.REMOVABLE && item instanceof YMap entry) {
      if (entry.get(Field.REMOVED.key()).isEmpty()) {
        entry.set(Field.REMOVED.key(), removedAt);
      }
    } else if (entries == Entries.FIELDS && item instanceof YText text) {
      TextWriting.restore(text, "");
    } else if (entries == Entries.FIELDS && item instanceof YMap map) {
      restore(Optional.empty(), map, inside);
    } else {
      now.delete(key);
    }
  }
}
