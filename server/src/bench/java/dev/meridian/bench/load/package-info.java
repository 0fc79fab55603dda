/// The load generator: one thread, plain NIO, real Yjs updates, every receiver accounting for every
/// update.
@NullMarked
package dev.meridian.bench.load;

import org.jspecify.annotations.NullMarked;
