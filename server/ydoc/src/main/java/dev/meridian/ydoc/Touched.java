package dev.meridian.ydoc;

import java.util.List;
import java.util.Set;

/**
 * What a change touched, so that a projection knows what to read again.
 *
 * @param roots names of the roots that were changed themselves or somewhere inside
 * @param types the types whose own children or keys changed; types that are new or were deleted are
 *     not listed, their parents are
 * @param inserted elements inserted: UTF-16 units of text, values, types, marks
 * @param deleted elements deleted, counted the same way
 * @param insertedText the UTF-16 units of text among the inserted
 * @param deletedText the UTF-16 units of text among the deleted
 */
public record Touched(
    Set<String> roots,
    List<NodeId> types,
    int inserted,
    int deleted,
    int insertedText,
    int deletedText) {
  /** Nothing was touched. */
  public static final Touched NOTHING = new Touched(Set.of(), List.of(), 0, 0, 0, 0);
}
