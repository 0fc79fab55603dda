package dev.meridian.live.resource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The last versions of a resource, so that whoever comes back gets a patch. Touched only on its
/// owner's event loop.
final class History {
  private final int maxVersions;
  private final int maxChars;
  private final Deque<Version> versions = new ArrayDeque<>();
  private int chars;

  /// @param maxBytes of all together; the newest is kept however large it is
  History(int maxVersions, int maxBytes) {
    this.maxVersions = maxVersions;
    this.maxChars = maxBytes;
  }

  /// Makes the version the newest. One that was there before moves to the end.
  void add(Version version) {
    versions.removeIf(old -> {
      boolean isSame = old.etag().equals(version.etag());
      if (isSame) {
        chars -= old.text().length();
      }
      return isSame;
    });
    versions.addLast(version);
    chars += version.text().length();
    versions.stream().limit(Math.max(0, versions.size() - 2)).forEach(Version::keepOnlyText);
    while (versions.size() > 1 && (versions.size() > maxVersions || chars > maxChars)) {
      chars -= versions.removeFirst().text().length();
    }
  }

  @Nullable Version newest() {
    return versions.peekLast();
  }

  Optional<Version> find(@Nullable String etag) {
    return versions.stream().filter(version -> version.etag().equals(etag)).findFirst();
  }
}
