package dev.meridian.ydoc.oracle;

import java.util.function.Consumer;

/**
 * Updates of format v2 put together column by column, true or false ones alike. Written from the
 * format, not from the engine.
 */
final class WireV2 {
  final Wire keyClocks = new Wire();
  final Wire clients = new Wire();
  final Wire leftClocks = new Wire();
  final Wire rightClocks = new Wire();
  final Wire infos = new Wire();
  final Wire strings = new Wire();
  final Wire parentInfos = new Wire();
  final Wire typeRefs = new Wire();
  final Wire lengths = new Wire();
  final Wire rest = new Wire();

  /** One block of client 1 from clock 0 on, with no deletes; the columns are the caller's. */
  static byte[] block(long structs, Consumer<WireV2> columns) {
    return update(wire -> {
      wire.rest.uint(1).uint(structs).uint(0);
      wire.clients.raw(1);
      columns.accept(wire);
      wire.rest.uint(0);
    });
  }

  static byte[] update(Consumer<WireV2> columns) {
    var wire = new WireV2();
    columns.accept(wire);
    return wire.bytes();
  }

  /** A value of an unsigned column, behind which stands how often less two. Small ones only. */
  static int often(int value) {
    return 0x40 | value;
  }

  private byte[] bytes() {
    var out = new Wire().uint(0);
    for (var column :
        new Wire[] {
          keyClocks,
          clients,
          leftClocks,
          rightClocks,
          infos,
          strings.bytes().length == 0 ? new Wire().uint(0) : strings,
          parentInfos,
          typeRefs,
          lengths
        }) {
      out.uint(column.bytes().length).raw(column.bytes());
    }
    return out.raw(rest.bytes()).bytes();
  }
}
