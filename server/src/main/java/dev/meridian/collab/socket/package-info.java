/// The two sockets of co-editing: upgrades, who may come in, and how frames come and go.
@NullMarked
package dev.meridian.collab.socket;

import org.jspecify.annotations.NullMarked;
