package dev.meridian.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessNewsTest {
  private final UUID id = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  @Test
  void readsAsItWasWritten() {
    for (var news :
        List.of(
            AccessNews.ofAccount(id),
            AccessNews.ofSignIn(id),
            AccessNews.ofWorkspace(id).numbered(7),
            AccessNews.ofEverything())) {
      assertEquals(news, AccessNews.read(news.write()));
    }
  }

  @Test
  void concernsThoseItNames() {
    assertTrue(AccessNews.ofWorkspace(id).concerns(id, other, other));
    assertTrue(AccessNews.ofAccount(id).concerns(other, id, other));
    assertTrue(AccessNews.ofSignIn(id).concerns(other, other, id));
    assertFalse(AccessNews.ofSignIn(id).concerns(id, id, other));
    assertTrue(AccessNews.ofEverything().concerns(other, other, other));
  }
}
