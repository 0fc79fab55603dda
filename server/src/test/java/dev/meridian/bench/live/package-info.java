/// Benchmark of `/live`: many who watch one page. Run by `bin/bench live`.
@NullMarked
package dev.meridian.bench.live;

import org.jspecify.annotations.NullMarked;
