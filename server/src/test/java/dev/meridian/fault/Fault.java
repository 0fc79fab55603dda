package dev.meridian.fault;

import dev.meridian.collab.testing.NodeClients;
import dev.meridian.fault.Installation.Node;
import java.time.Duration;
import java.util.Random;

/// Something that goes wrong for a while and is put right again.
enum Fault {
  NODE_KILLED {
    @Override
    void happen(Installation all, Random random) {
      Node node = anyNode(all, random);
      node.server().kill();
      pause(random, 500);
      node.server().startAgain();
    }
  },
  NODE_RESTARTED {
    @Override
    void happen(Installation all, Random random) {
      Node node = anyNode(all, random);
      node.server().stop();
      node.server().startAgain();
    }
  },
  NODE_FROZEN {
    @Override
    void happen(Installation all, Random random) {
      Node node = anyNode(all, random);
      node.server().freeze();
      pause(random, FREEZE_MILLIS);
      node.server().thaw();
    }
  },
  REDIS_KILLED {
    @Override
    void happen(Installation all, Random random) {
      all.redis.kill();
      pause(random, 3_000);
      all.redis.startAgain();
    }
  },
  REDIS_FROZEN {
    @Override
    void happen(Installation all, Random random) {
      all.redis.freeze();
      pause(random, 3_000);
      all.redis.thaw();
    }
  },
  REDIS_LOSES_DOUBLES_AND_REORDERS {
    @Override
    void happen(Installation all, Random random) {
      long before = all.redisMood.mistreated();
      all.redisMood.turn(true);
      pause(random, 4_000);
      NodeClients.until("messages suffer", () -> all.redisMood.mistreated() > before);
      all.redisMood.turn(false);
    }
  },
  REDIS_CUT_OFF_FROM_A_NODE {
    @Override
    void happen(Installation all, Random random) {
      Node node = anyNode(all, random);
      node.toRedis().cut();
      pause(random, 2_500);
      node.toRedis().heal();
    }
  },
  POSTGRES_CUT_OFF_FROM_A_NODE {
    @Override
    void happen(Installation all, Random random) {
      Node node = anyNode(all, random);
      node.toPostgres().cut();
      pause(random, 2_500);
      node.toPostgres().heal();
    }
  },
  POSTGRES_SILENT_FOR_A_NODE {
    @Override
    void happen(Installation all, Random random) {
      Node node = anyNode(all, random);
      node.toPostgres().hold();
      pause(random, 2_500);
      node.toPostgres().heal();
    }
  },
  POSTGRES_KILLED {
    @Override
    void happen(Installation all, Random random) {
      all.killPostgres();
      pause(random, 1_000);
      all.startPostgresAgain();
    }
  },
  POSTGRES_DISK_FULL {
    @Override
    void happen(Installation all, Random random) {
      if (all.disk.isEmpty()) {
        System.out.println("skipped: a small disk takes the right to mount one (root)");
        return;
      }
      SmallDisk disk = all.disk.get();
      for (int i = 0; i < 4; i++) {
        disk.fill();
        pause(random, 1_000);
      }
      disk.free();
      all.restartPostgresIfItEnded();
    }
  };

  private static final int FREEZE_MILLIS =
      Integer.getInteger("meridian.fault.freeze.millis", 4_000);

  abstract void happen(Installation all, Random random);

  private static Node anyNode(Installation all, Random random) {
    return all.nodes.get(random.nextInt(all.nodes.size()));
  }

  private static void pause(Random random, int atMostMillis) {
    NodeClients.pause(
        Duration.ofMillis(atMostMillis / 4 + random.nextInt(atMostMillis * 3 / 4 + 1)));
  }
}
