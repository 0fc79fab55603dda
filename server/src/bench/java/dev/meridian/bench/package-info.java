/// The benchmark of co-editing beside the peers: `bin/bench collab`.
@NullMarked
package dev.meridian.bench;

import org.jspecify.annotations.NullMarked;
