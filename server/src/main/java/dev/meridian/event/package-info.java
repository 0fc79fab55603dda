/// What happened, append-only: streams of events, committed with the state that they are about.
@NullMarked
package dev.meridian.event;

import org.jspecify.annotations.NullMarked;
