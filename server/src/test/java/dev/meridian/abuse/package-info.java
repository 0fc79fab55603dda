/// The fault and abuse list of `docs/reliability.md`, case by case: what hostile and broken peers
/// do to a room, after which the room has to go on unharmed.
@NullMarked
package dev.meridian.abuse;

import org.jspecify.annotations.NullMarked;
