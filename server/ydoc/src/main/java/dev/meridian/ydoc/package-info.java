/**
 * The Yjs document engine: a CRDT of texts, arrays, maps and XML that speaks Yjs's update format
 * v1.
 *
 * <p>{@link dev.meridian.ydoc.YDoc} is the door. A document takes updates of other replicas ({@code
 * apply}), writes its state ({@code encode}), is read through views ({@code text}, {@code array},
 * {@code map}, {@code xml}) and changed inside {@code edit}. It has no locks, no threads, no
 * listeners and no clock: one owner touches it at a time. Bytes from elsewhere are read and checked
 * against {@link dev.meridian.ydoc.Limits} first; an update that is refused leaves nothing behind.
 *
 * <p>The algorithm is YATA as Yjs 13.6 has it (Nicolaescu, Jahns, Derntl, Klamma: "Near Real-Time
 * Peer-to-Peer Shared Editing on Extensible Data Types", 2016; Yjs is MIT, by Kevin Jahns and
 * contributors). The code is written anew for the JVM. Its working parts are in {@code engine},
 * which is not for other modules; {@code lib0} has the byte format, {@code sync} the messages.
 */
@NullMarked
package dev.meridian.ydoc;

import org.jspecify.annotations.NullMarked;
