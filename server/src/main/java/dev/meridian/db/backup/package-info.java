/// Backup and restore of the whole installation: every table of the schema in one file, and back.
/// `docs/backup.md` says what survives a restore, and why.
///
/// ```
/// Backup   one snapshot ── COPY each table ──> BackupWriter ──> file, checked by reading it again
/// Restore  BackupFile, checked ──> Staging: a schema beside the one in use, at the backup's version
///          ── COPY each table ──> migrate to today's ──> another epoch ──> swap, in one transaction
/// ```
@NullMarked
package dev.meridian.db.backup;

import org.jspecify.annotations.NullMarked;
