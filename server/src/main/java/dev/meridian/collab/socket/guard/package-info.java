/// What stands between a connection's bytes and its framing.
@NullMarked
package dev.meridian.collab.socket.guard;

import org.jspecify.annotations.NullMarked;
