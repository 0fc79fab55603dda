package dev.meridian.ydoc;

import java.util.Set;

/**
 * What bytes from elsewhere may cost. Reaching a limit refuses the update with the reason named.
 *
 * @param update per update message
 * @param values per value, key and nesting
 * @param document per document; sync step 2 and {@link YDoc#load} are measured by these alone
 */
public record Limits(OfUpdate update, OfValues values, OfDocument document) {

  /**
   * Limits of one update.
   *
   * @param bytes TOO_LARGE beyond
   * @param structs TOO_MANY beyond
   * @param deletes delete ranges; TOO_MANY beyond
   * @param clients CLIENTS beyond
   * @param conflictSteps items looked at to find places between concurrent inserts; COST beyond. A
   *     place that is looked up among remembered ones costs one step; so what an update costs
   *     depends on what came before, and its place does not. A sync step 2 may take sixteen times
   *     as many, the document's own state any number.
   */
  public record OfUpdate(int bytes, int structs, int deletes, int clients, int conflictSteps) {
    public OfUpdate withBytes(int n) {
      return new OfUpdate(n, structs, deletes, clients, conflictSteps);
    }

    public OfUpdate withStructs(int n) {
      return new OfUpdate(bytes, n, deletes, clients, conflictSteps);
    }

    public OfUpdate withDeletes(int n) {
      return new OfUpdate(bytes, structs, n, clients, conflictSteps);
    }

    public OfUpdate withClients(int n) {
      return new OfUpdate(bytes, structs, deletes, n, conflictSteps);
    }

    public OfUpdate withConflictSteps(int n) {
      return new OfUpdate(bytes, structs, deletes, clients, n);
    }
  }

  /**
   * Limits of single values.
   *
   * @param bytes of one string, binary, JSON or other value; TOO_LARGE beyond
   * @param depth nesting inside a value; TOO_DEEP beyond
   * @param typeDepth nesting of types, a root being 0; TOO_DEEP beyond
   * @param keyBytes of a map key, mark name or element name; TOO_LARGE beyond
   * @param rootBytes of a root's name; TOO_LARGE beyond
   */
  public record OfValues(int bytes, int depth, int typeDepth, int keyBytes, int rootBytes) {
    public OfValues withBytes(int n) {
      return new OfValues(n, depth, typeDepth, keyBytes, rootBytes);
    }

    public OfValues withDepth(int n) {
      return new OfValues(bytes, n, typeDepth, keyBytes, rootBytes);
    }

    public OfValues withTypeDepth(int n) {
      return new OfValues(bytes, depth, n, keyBytes, rootBytes);
    }

    public OfValues withKeyBytes(int n) {
      return new OfValues(bytes, depth, typeDepth, n, rootBytes);
    }
  }

  /**
   * Limits of a document.
   *
   * @param roots names of the roots it may have, UNKNOWN_ROOT otherwise; empty means any
   * @param stateBytes of one state or sync step 2; TOO_LARGE beyond
   * @param clients CLIENTS beyond
   * @param structs TOO_MANY beyond
   * @param bytes estimated heap; TOO_LARGE beyond
   * @param emptyLength sum of deleted and collected lengths that arrive without content; CLOCK
   *     beyond
   * @param waitingBytes estimated heap of what waits for other updates; all of it is dropped
   *     beyond, and nothing refused. Repetitions may take half as much again until they are merged.
   */
  public record OfDocument(
      Set<String> roots,
      int stateBytes,
      int clients,
      int structs,
      long bytes,
      long emptyLength,
      int waitingBytes) {
    public OfDocument {
      roots = Set.copyOf(roots);
    }

    public OfDocument withRoots(Set<String> names) {
      return new OfDocument(names, stateBytes, clients, structs, bytes, emptyLength, waitingBytes);
    }

    public OfDocument withStateBytes(int n) {
      return new OfDocument(roots, n, clients, structs, bytes, emptyLength, waitingBytes);
    }

    public OfDocument withClients(int n) {
      return new OfDocument(roots, stateBytes, n, structs, bytes, emptyLength, waitingBytes);
    }

    public OfDocument withStructs(int n) {
      return new OfDocument(roots, stateBytes, clients, n, bytes, emptyLength, waitingBytes);
    }

    public OfDocument withBytes(long n) {
      return new OfDocument(roots, stateBytes, clients, structs, n, emptyLength, waitingBytes);
    }

    public OfDocument withEmptyLength(long n) {
      return new OfDocument(roots, stateBytes, clients, structs, bytes, n, waitingBytes);
    }

    public OfDocument withWaitingBytes(int n) {
      return new OfDocument(roots, stateBytes, clients, structs, bytes, emptyLength, n);
    }
  }

  private static final int MEBI = 1 << 20;

  private static final Limits STANDARD =
      new Limits(
          new OfUpdate(MEBI, 200_000, 100_000, 10_000, 1_000_000),
          new OfValues(MEBI, 100, 256, 1024, 255),
          new OfDocument(Set.of(), 16 * MEBI, 100_000, 2_000_000, 64L * MEBI, 64_000_000L, MEBI));

  /** Fit for a server that takes updates from browsers. */
  public static Limits standard() {
    return STANDARD;
  }

  public Limits withUpdateBytes(int n) {
    return withUpdate(update.withBytes(n));
  }

  /** Only these roots; anything else is hidden data and refused. */
  public Limits withRoots(Set<String> names) {
    return withDocument(document.withRoots(names));
  }

  public Limits withUpdate(OfUpdate changed) {
    return new Limits(changed, values, document);
  }

  public Limits withValues(OfValues changed) {
    return new Limits(update, changed, document);
  }

  public Limits withDocument(OfDocument changed) {
    return new Limits(update, values, changed);
  }
}
