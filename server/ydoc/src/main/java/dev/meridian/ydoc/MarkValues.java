package dev.meridian.ydoc;

import java.util.List;
import java.util.Map;

/** When two values of a mark count as the same, so that no mark is written twice. */
final class MarkValues {
  private MarkValues() {}

  /** As JavaScript's {@code ===} on values that were parsed separately: scalars only. */
  static boolean identical(Any a, Any b) {
    return switch (a) {
      case Any.Num(double x) -> b instanceof Any.Num(double y) && x == y;
      case Any.Obj _, Any.Arr _, Any.Bytes _ -> false;
      default -> a.equals(b);
    };
  }

  /** Identical, or objects or arrays whose members are. */
  static boolean same(Any a, Any b) {
    if (a instanceof Any.Obj(var x) && b instanceof Any.Obj(var y)) {
      return sameMembers(x, y);
    }
    if (a instanceof Any.Arr(var x) && b instanceof Any.Arr(var y)) {
      return sameElements(x, y);
    }
    return identical(a, b);
  }

  private static boolean sameMembers(Map<String, Any> x, Map<String, Any> y) {
    return x.size() == y.size()
        && x.entrySet().stream()
            .allMatch(member -> {
              Any other = y.get(member.getKey());
              return other != null && identical(member.getValue(), other);
            });
  }

  private static boolean sameElements(List<Any> x, List<Any> y) {
    boolean same = x.size() == y.size();
    for (int i = 0; same && i < x.size(); i++) {
      same = identical(x.get(i), y.get(i));
    }
    return same;
  }
}
