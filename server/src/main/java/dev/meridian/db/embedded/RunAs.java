package dev.meridian.db.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// As whom PostgreSQL's programs run: it refuses root. Root starts them in a user namespace of
/// their own, where files stay root's; where that is not allowed, as the user nobody.
final class RunAs {

  private static final String NOBODY = "65534";

  private final List<String> prefix;
  private final boolean nobody;

  private RunAs(List<String> prefix, boolean nobody) {
    this.prefix = prefix;
    this.nobody = nobody;
  }

  /// @throws IOException when there is no way, saying what to do
  static RunAs find(Path home) throws IOException {
    if (!System.getProperty("os.name").startsWith("Linux") || !"0".equals(ask("id", "-u"))) {
      return new RunAs(List.of(), false);
    }
    var inNamespace = ask("unshare", "-U", "id", "-u");
    if (!inNamespace.isEmpty() && !inNamespace.equals("0")) {
      return new RunAs(List.of("unshare", "-U"), false);
    }
    var asNobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    var nobody = new RunAs(asNobody, true);
    if (Programs.exitCode(nobody.command(List.of("test", "-x", home.toString()))) == 0) {
      return nobody;
    }
    throw new IOException(
        "PostgreSQL does not run as root, a user namespace is not allowed here, and the user nobody"
            + " cannot reach %s; start Meridian as another user, or set MERIDIAN_DATA to a folder that"
                .formatted(home)
            + " nobody can reach");
  }

  /// The words printed; empty when the program is missing or fails.
  private static String ask(String... command) {
    try {
      return Programs.output(List.of(command));
    } catch (IOException _) {
      return "";
    }
  }

  List<String> command(List<String> command) {
    var all = new ArrayList<>(prefix);
    all.addAll(command);
    return all;
  }

  /// Gives a file or folder to whom the programs run as.
  void own(Path path) throws IOException {
    if (nobody) {
      Programs.output(List.of("chown", "-R", NOBODY + ":" + NOBODY, path.toString()));
    }
  }
}
