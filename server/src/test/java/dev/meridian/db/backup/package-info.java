/// Backups of real installations, restored for real.
@NullMarked
package dev.meridian.db.backup;

import org.jspecify.annotations.NullMarked;
