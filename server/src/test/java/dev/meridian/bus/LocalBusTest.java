package dev.meridian.bus;

class LocalBusTest extends BusContract {
  @Override
  Bus bus() {
    return new LocalBus(vertx);
  }
}
