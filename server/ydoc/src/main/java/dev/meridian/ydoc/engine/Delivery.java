package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.UpdateRejected;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Integrates a batch in an order in which everything finds what it refers to. What refers to
 * something that has not arrived is left for {@link Waiting}.
 *
 * <p>Higher client ids go first. A struct that needs one of another client in the same batch waits
 * on a stack until that client's structs are in.
 */
final class Delivery {
  private final Integrator integrator;
  private final Deleter deleter;
  private int[] stack = new int[8];
  private int stackSize;

  /** Something of the last batch was left over. */
  private boolean hasRest;

  /** All of the last batch was new to the document. */
  private boolean isAllNew;

  Delivery(Integrator integrator, Deleter deleter) {
    this.integrator = integrator;
    this.deleter = deleter;
  }

  /** Something of the last batch waits for what is not here; the batch knows what. */
  boolean hasRest() {
    return hasRest;
  }

  /**
   * Integrates structs, then deletes.
   *
   * @return all of the batch was new and nothing of it is left over
   */
  boolean deliver(Batch batch) throws UpdateRejected {
    hasRest = false;
    isAllNew = true;
    stackSize = 0;
    for (int i = 0; i < batch.blockCount; i++) {
      Batch.Block block = batch.block(i);
      while (block.next < block.to) {
        settle(batch, block.next++);
      }
    }
    delete(batch);
    return isAllNew && !hasRest;
  }

  /** Integrates one struct and what it needs, or leaves them over. */
  private void settle(Batch batch, int first) throws UpdateRejected {
    int current = first;
    while (true) {
      Struct struct = batch.struct(current);
      int known = struct.client.clock - struct.clock;
      if (struct.kind == Kind.SKIP) {
        isAllNew = false;
      } else if (known < 0) {
        push(current);
        leaveOver(batch);
      } else if (known >= struct.length) {
        isAllNew = false;
      } else {
        Client needed = missing(struct);
        if (needed == null) {
          isAllNew &= known == 0;
          integrator.integrate(struct, known);
        } else {
          push(current);
          Batch.Block source = needed.block < 0 ? null : batch.block(needed.block);
          if (source != null && source.next < source.to) {
            current = source.next++;
            continue;
          }
          leaveOver(batch);
        }
      }
      if (stackSize == 0) {
        return;
      }
      current = stack[--stackSize];
    }
  }

  /** A client of which something is needed that is not here. */
  private static @Nullable Client missing(Struct struct) {
    Client origin = struct.originClient;
    if (origin != null && origin != struct.client && struct.originClock >= origin.clock) {
      return origin;
    }
    Client right = struct.rightClient;
    if (right != null && right != struct.client && struct.rightClock >= right.clock) {
      return right;
    }
    return null;
  }

  private void push(int struct) {
    if (stackSize == stack.length) {
      stack = Arrays.copyOf(stack, stackSize * 2);
    }
    stack[stackSize++] = struct;
  }

  /** All on the stack, and what follows it in its block, waits. */
  private void leaveOver(Batch batch) {
    hasRest = true;
    while (stackSize > 0) {
      int index = stack[--stackSize];
      Struct struct = batch.struct(index);
      Batch.Block block = batch.block(struct.client.block);
      if (index < block.waitsFrom) {
        block.waitsFrom = index;
        sayWhatFor(block, struct);
      }
      block.next = block.to;
    }
  }

  private static void sayWhatFor(Batch.Block block, Struct struct) {
    Client needed = struct.clock > struct.client.clock ? null : missing(struct);
    if (needed == null) {
      block.neededClient = struct.client.id;
      block.neededClock = struct.clock - 1;
    } else {
      boolean isOrigin = needed == struct.originClient && struct.originClock >= needed.clock;
      block.neededClient = needed.id;
      block.neededClock = isOrigin ? struct.originClock : struct.rightClock;
    }
  }

  private void delete(Batch batch) {
    batch.tidyDeletes();
    isAllNew &= !batch.wasUntidy;
    for (int i = 0; i < batch.deleteCount; i++) {
      Client client = batch.deleteClient(i);
      int from = batch.deleteClocks[i];
      int to = from + batch.deleteLengths[i];
      int here = Math.min(to, client.clock);
      if (from < here) {
        isAllNew &= deleter.deleteRange(client, from, here) == here - from;
      }
      if (here < to) {
        int waitsFrom = Math.max(from, here);
        hasRest = true;
        batch.deleteClocks[i] = waitsFrom;
        batch.deleteLengths[i] = to - waitsFrom;
      } else {
        batch.deleteLengths[i] = 0;
      }
    }
  }
}
