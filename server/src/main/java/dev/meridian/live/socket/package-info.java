/// The sockets of `/live`: who may come in, what they watch, how fast they take it.
@NullMarked
package dev.meridian.live.socket;

import org.jspecify.annotations.NullMarked;
