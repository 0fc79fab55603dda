/// Teams: who is on them, who may write their records.
@NullMarked
package dev.meridian.workspace.team;

import org.jspecify.annotations.NullMarked;
