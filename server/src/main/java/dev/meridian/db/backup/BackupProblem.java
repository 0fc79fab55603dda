package dev.meridian.db.backup;

/// Why a backup or restore does not go on, in one sentence for the operator.
public final class BackupProblem extends RuntimeException {

  BackupProblem(String sentence) {
    super(sentence);
  }

  BackupProblem(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
