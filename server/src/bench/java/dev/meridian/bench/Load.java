package dev.meridian.bench;

import java.util.List;

/// Clients in documents, some of whom write.
///
/// @param clients in each document
/// @param writers in each document
/// @param rate updates a second of a writer
/// @param flooderRate the same of the first writer, whose updates are not looked at; 0 = no flooder
/// @param isImportant whether it is run as often as asked for, else three times at most
record Load(
    String id,
    String title,
    int documents,
    int clients,
    int writers,
    double rate,
    double flooderRate,
    boolean isImportant) {

  static final List<Load> ALL =
      List.of(
          new Load("c20", "1 document, 20 clients, 5 writers at 5/s", 1, 20, 5, 5, 0, false),
          new Load("c200", "1 document, 200 clients, 20 writers at 5/s", 1, 200, 20, 5, 0, true),
          new Load("c1000", "1 document, 1,000 clients, 20 writers at 5/s", 1, 1000, 20, 5, 0, false),
          new Load("c1000x20", "1 document, 1,000 clients, 20 writers at 20/s", 1, 1000, 20, 20, 0, true),
          new Load("c1000x160", "1 document, 1,000 clients, 20 writers at 160/s", 1, 1000, 20, 160, 0, false),
          new Load("storm", "1 document, 200 clients, 20 writers at 800/s", 1, 200, 20, 800, 0, false),
          new Load("flood", "1 document, 200 clients, 19 writers at 5/s beside one at 3,000/s", 1, 200, 20, 5, 3_000, false),
          new Load("pairs", "500 documents of 2, 1 writer each at 10/s", 500, 2, 1, 10, 0, false),
          new Load("rooms", "200 documents of 10, 3 writers each at 5/s", 200, 10, 3, 5, 0, false),
          new Load("roomsx20", "200 documents of 10, 3 writers each at 20/s", 200, 10, 3, 20, 0, true));
}
