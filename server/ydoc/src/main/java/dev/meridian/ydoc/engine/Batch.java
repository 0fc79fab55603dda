package dev.meridian.ydoc.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** An update that was read and checked, not integrated yet. Used again and again. */
final class Batch {
  /** Structs of one client in clock order: {@code structs[from, to)} of the batch. */
  static final class Block {
    final Client client;
    final int from;
    final int to;

    /** The next one to integrate. */
    int next;

    /** The first one that must wait; {@code to} when none must. */
    int waitsFrom;

    /** The client and the clock it must pass for that one to go on. */
    long neededClient;

    int neededClock;

    Block(Client client, int from, int to) {
      this.client = client;
      this.from = from;
      this.to = to;
      this.next = from;
      this.waitsFrom = to;
    }
  }

  private static final int KEPT_CAPACITY = 1024;

  byte[] bytes = {};
  @Nullable Block[] blocks = new Block[2];
  int blockCount;
  @Nullable Struct[] structs = new Struct[8];
  int structCount;

  /** Delete ranges in the order they came. */
  @Nullable Client[] deleteClients = new Client[8];

  int[] deleteClocks = new int[8];
  int[] deleteLengths = new int[8];
  int deleteCount;

  /** The ranges of some client came out of order or overlapped, before they were put in order. */
  boolean wasUntidy;

  /** Sum of deleted and collected lengths that carry no bytes. */
  long emptyLength;

  Block block(int i) {
    Block block = blocks[i];
    if (block == null) {
      throw new IllegalStateException();
    }
    return block;
  }

  Struct struct(int i) {
    Struct struct = structs[i];
    if (struct == null) {
      throw new IllegalStateException();
    }
    return struct;
  }

  Client deleteClient(int i) {
    Client client = deleteClients[i];
    if (client == null) {
      throw new IllegalStateException();
    }
    return client;
  }

  void addBlock(Client client, int from) {
    if (blockCount == blocks.length) {
      blocks = Arrays.copyOf(blocks, blockCount * 2);
    }
    client.block = blockCount;
    blocks[blockCount++] = new Block(client, from, structCount);
  }

  void addStruct(Struct struct) {
    if (structCount == structs.length) {
      structs = Arrays.copyOf(structs, structCount * 2);
    }
    structs[structCount++] = struct;
  }

  void addDelete(Client client, int clock, int length) {
    if (deleteCount == deleteClocks.length) {
      deleteClients = Arrays.copyOf(deleteClients, deleteCount * 2);
      deleteClocks = Arrays.copyOf(deleteClocks, deleteCount * 2);
      deleteLengths = Arrays.copyOf(deleteLengths, deleteCount * 2);
    }
    deleteClients[deleteCount] = client;
    deleteClocks[deleteCount] = clock;
    deleteLengths[deleteCount++] = length;
  }

  /**
   * Puts the delete ranges of every client in order and joins those that overlap, if need be: a
   * range that comes a thousand times must not cost a thousand times.
   */
  void tidyDeletes() {
    if (areDeletesTidy()) {
      return;
    }
    wasUntidy = true;
    var byClient = new LinkedHashMap<Client, Ranges>();
    for (int i = 0; i < deleteCount; i++) {
      byClient
          .computeIfAbsent(deleteClient(i), _ -> new Ranges())
          .add(deleteClocks[i], deleteLengths[i]);
    }
    deleteCount = 0;
    byClient.forEach((client, ranges) -> {
      ranges.normalize();
      for (int i = 0; i < ranges.size(); i++) {
        addDelete(client, ranges.clock(i), ranges.length(i));
      }
    });
  }

  private boolean areDeletesTidy() {
    for (int i = 1; i < deleteCount; i++) {
      boolean follows =
          deleteClients[i] == deleteClients[i - 1]
              ? deleteClocks[i] >= deleteClocks[i - 1] + deleteLengths[i - 1]
              : deleteClient(i).id < deleteClient(i - 1).id;
      if (!follows) {
        return false;
      }
    }
    return true;
  }

  /** Puts the blocks of higher client ids first. */
  void sortBlocks() {
    for (int i = 1; i < blockCount; i++) {
      if (block(i - 1).client.id < block(i).client.id) {
        Arrays.sort(blocks, 0, blockCount, (a, b) -> Long.compare(idOf(b), idOf(a)));
        for (int k = 0; k < blockCount; k++) {
          block(k).client.block = k;
        }
        return;
      }
    }
  }

  private static long idOf(@Nullable Block block) {
    return block == null ? -1 : block.client.id;
  }

  /** Clients may come in another batch now. */
  void releaseClients() {
    for (int i = 0; i < blockCount; i++) {
      block(i).client.block = -1;
    }
  }

  /** Lets go of everything. */
  void clear() {
    releaseClients();
    if (structs.length > KEPT_CAPACITY) {
      structs = new Struct[8];
    }
    if (deleteClients.length > KEPT_CAPACITY) {
      deleteClients = new Client[8];
      deleteClocks = new int[8];
      deleteLengths = new int[8];
    }
    if (blocks.length > KEPT_CAPACITY) {
      blocks = new Block[2];
    }
    Arrays.fill(structs, 0, Math.min(structCount, structs.length), null);
    Arrays.fill(blocks, 0, Math.min(blockCount, blocks.length), null);
    Arrays.fill(deleteClients, 0, Math.min(deleteCount, deleteClients.length), null);
    blockCount = 0;
    structCount = 0;
    deleteCount = 0;
    emptyLength = 0;
    wasUntidy = false;
    bytes = new byte[0];
  }
}
