package dev.meridian.ydoc.engine;

import java.util.Arrays;

/**
 * Structs of one client in clock order, in pages, so that inserting in the middle of a long list
 * moves one page and not the list.
 *
 * <p>A position is {@code page << 10 | index in page}. Inserting and removing make positions
 * further right invalid, those further left stay.
 *
 * <p>Searches go along the list (a delete set in clock order, cuts and their joining again), so
 * each begins where the last one ended.
 */
final class StructList {
  private static final int PAGE_BITS = 10;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int INDEX_MASK = PAGE - 1;

  /** How far from the last one a search looks before it takes in the whole list. */
  private static final int REACH = 4;

  private Struct[][] pages = {new Struct[2]};
  private int[] counts = new int[1];
  private int pageCount = 1;

  /** Where the last search ended; the next one mostly ends near. */
  private int finger;

  /** How often a search had to look at the whole list. */
  private int searches;

  boolean isEmpty() {
    return counts[0] == 0;
  }

  Struct last() {
    return pages[pageCount - 1][counts[pageCount - 1] - 1];
  }

  int firstPosition() {
    return 0;
  }

  int lastPosition() {
    return ((pageCount - 1) << PAGE_BITS) | (counts[pageCount - 1] - 1);
  }

  Struct at(int position) {
    return pages[position >>> PAGE_BITS][position & INDEX_MASK];
  }

  /** The position after this one, or -1. */
  int next(int position) {
    int page = position >>> PAGE_BITS;
    if ((position & INDEX_MASK) + 1 < counts[page]) {
      return position + 1;
    }
    return page + 1 < pageCount ? (page + 1) << PAGE_BITS : -1;
  }

  /** The position before this one, or -1. */
  int previous(int position) {
    if ((position & INDEX_MASK) > 0) {
      return position - 1;
    }
    int page = (position >>> PAGE_BITS) - 1;
    return page < 0 ? -1 : (page << PAGE_BITS) | (counts[page] - 1);
  }

  /** Number of structs from this position to the end. */
  int countFrom(int position) {
    int page = position >>> PAGE_BITS;
    int count = counts[page] - (position & INDEX_MASK);
    for (int p = page + 1; p < pageCount; p++) {
      count += counts[p];
    }
    return count;
  }

  /** Position of the struct with the element at {@code clock}, which must be in the list. */
  int find(int clock) {
    int near = findNear(clock);
    finger = near < 0 ? search(clock) : near;
    return finger;
  }

  /** As {@link #find}, when it is on the same page and not far from the last one found; else -1. */
  private int findNear(int clock) {
    int page = finger >>> PAGE_BITS;
    int index = finger & INDEX_MASK;
    if (page >= pageCount || index >= counts[page]) {
      return -1;
    }
    Struct[] structs = pages[page];
    int to = index;
    if (structs[index].clock <= clock) {
      int limit = Math.min(counts[page] - 1, index + REACH);
      while (to < limit && structs[to + 1].clock <= clock) {
        to++;
      }
    } else {
      int limit = Math.max(0, index - REACH);
      while (to > limit && structs[to].clock > clock) {
        to--;
      }
    }
    Struct found = structs[to];
    return found.clock <= clock && clock < found.end() ? (page << PAGE_BITS) | to : -1;
  }

  /** How often a search had to look at the whole list. */
  int searches() {
    return searches;
  }

  private int search(int clock) {
    searches++;
    int page = pageCount == 1 ? 0 : findPage(clock);
    Struct[] structs = pages[page];
    int low = 0;
    int high = counts[page] - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (structs[middle].clock <= clock) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return (page << PAGE_BITS) | low;
  }

  private int findPage(int clock) {
    int low = 0;
    int high = pageCount - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (pages[middle][0].clock <= clock) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  void append(Struct struct) {
    int page = pageCount - 1;
    if (counts[page] == PAGE) {
      openPage(pageCount, new Struct[PAGE], 0);
      page++;
    }
    makeRoom(page);
    pages[page][counts[page]++] = struct;
  }

  /** Inserts behind {@code position} and returns where the new struct is. */
  int insertAfter(int position, Struct struct) {
    int page = position >>> PAGE_BITS;
    int index = (position & INDEX_MASK) + 1;
    if (counts[page] == PAGE) {
      splitPage(page);
      if (index > counts[page]) {
        index -= counts[page];
        page++;
      }
    }
    makeRoom(page);
    Struct[] structs = pages[page];
    System.arraycopy(structs, index, structs, index + 1, counts[page] - index);
    structs[index] = struct;
    counts[page]++;
    return (page << PAGE_BITS) | index;
  }

  void remove(int position) {
    int page = position >>> PAGE_BITS;
    int index = position & INDEX_MASK;
    Struct[] structs = pages[page];
    int count = --counts[page];
    System.arraycopy(structs, index + 1, structs, index, count - index);
    clear(structs, count, count + 1);
    if (count == 0 && pageCount > 1) {
      closePage(page);
    }
  }

  /** Removes all structs that begin at {@code clock} or later; one must begin there. */
  void truncate(int clock) {
    int position = isEmpty() || last().clock < clock ? -1 : find(clock);
    if (position < 0) {
      return;
    }
    int page = position >>> PAGE_BITS;
    int index = position & INDEX_MASK;
    for (int p = page + 1; p < pageCount; p++) {
      pages[p] = new Struct[0];
      counts[p] = 0;
    }
    pageCount = page + 1;
    clear(pages[page], index, counts[page]);
    counts[page] = index;
    if (index == 0 && page > 0) {
      pageCount--;
    }
  }

  @SuppressWarnings("NullAway") // slots beyond the count hold nothing
  private static void clear(Struct[] structs, int from, int to) {
    Arrays.fill(structs, from, to, null);
  }

  private void makeRoom(int page) {
    if (counts[page] == pages[page].length) {
      pages[page] = Arrays.copyOf(pages[page], Math.min(PAGE, pages[page].length * 2));
    }
  }

  private void splitPage(int page) {
    Struct[] upper = Arrays.copyOf(Arrays.copyOfRange(pages[page], PAGE / 2, PAGE), PAGE);
    openPage(page + 1, upper, PAGE / 2);
    clear(pages[page], PAGE / 2, PAGE);
    counts[page] = PAGE / 2;
  }

  private void openPage(int at, Struct[] structs, int count) {
    if (pageCount == pages.length) {
      pages = Arrays.copyOf(pages, pageCount * 2);
      counts = Arrays.copyOf(counts, pageCount * 2);
    }
    System.arraycopy(pages, at, pages, at + 1, pageCount - at);
    System.arraycopy(counts, at, counts, at + 1, pageCount - at);
    pages[at] = structs;
    counts[at] = count;
    pageCount++;
  }

  private void closePage(int page) {
    pageCount--;
    System.arraycopy(pages, page + 1, pages, page, pageCount - page);
    System.arraycopy(counts, page + 1, counts, page, pageCount - page);
    pages[pageCount] = new Struct[0];
    counts[pageCount] = 0;
  }
}
