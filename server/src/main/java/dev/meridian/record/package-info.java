/// The OKR record of a team for a cycle: its document, its projection to tables, its routes.
@NullMarked
package dev.meridian.record;

import org.jspecify.annotations.NullMarked;
