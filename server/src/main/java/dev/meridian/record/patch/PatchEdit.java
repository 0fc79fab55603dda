package dev.meridian.record.patch;

import dev.meridian.http.Problem;
import dev.meridian.record.content.Field;
import dev.meridian.record.content.RecordContent;
import dev.meridian.record.content.RecordReader;
import dev.meridian.ydoc.Any;
import dev.meridian.ydoc.Change;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.YMap;
import dev.meridian.ydoc.YText;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// A patch as an edit of the document: text is edited from the version that the writer read, fields
/// are set. Runs where the document lives.
public final class PatchEdit {
  private final Target target;
  private final RecordPatch patch;
  private final Optional<RecordContent> read;

  /// @param read the version that the writer read; empty = the one that is there
  public PatchEdit(Target target, RecordPatch patch, Optional<RecordContent> read) {
    this.target = target;
    this.patch = patch;
    this.read = read;
  }

  /// @throws Problem 404 when the target is not there, 412 when a named field, not a text, was
  ///   changed since it was read
  public Change apply(YDoc document) {
    Target.Values now = target.in(RecordReader.read(document)).orElseThrow(Problem::notFound);
    Target.Values base =
        read.isEmpty() ? now : target.in(read.get()).orElseThrow(Problem::changedMeanwhile);
    refuseLostFields(base, now);
    return document.edit(edit -> {
      YMap map = target.in(edit.map(RecordReader.ROOT));
      patch.texts().forEach((key, wanted) -> write(map, key, base, wanted));
      patch.fields().forEach((field, value) -> set(map, field, value, now));
      patch.zones().ifPresent(zones -> setZones(map, zones, now));
    });
  }

  private void refuseLostFields(Target.Values base, Target.Values now) {
    patch
        .fields()
        .forEach((field, wanted) -> {
          String current = now.fields().get(field);
          if (!Objects.equals(base.fields().get(field), current)
              && !wanted.equals(Optional.ofNullable(current))) {
            throw Problem.changedMeanwhile();
          }
        });
    if (patch.zones().isPresent() && !base.zones().equals(now.zones())) {
      throw Problem.changedMeanwhile();
    }
  }

  private static void write(YMap map, String key, Target.Values base, String wanted) {
    YText text = map.get(key).orElse(null) instanceof YText existing ? existing : map.setText(key);
    String read = Objects.requireNonNullElse(base.texts().get(key), "");
    TextWriting.write(text, read, wanted, key.equals("title"));
  }

  private static void set(YMap map, Field field, Optional<String> value, Target.Values now) {
    if (value.isEmpty()) {
      map.delete(field.key());
    } else if (!value.get().equals(now.fields().get(field))) {
      map.set(field.key(), Any.of(value.get()));
    }
  }

  private static void setZones(YMap map, Optional<Map<String, String>> zones, Target.Values now) {
    if (zones.isEmpty()) {
      map.delete("zones");
      return;
    }
    Map<String, String> merged = new TreeMap<>(now.zones());
    merged.putAll(zones.get());
    if (!merged.equals(now.zones())) {
      map.set("zones", Any.of(merged));
    }
  }
}
