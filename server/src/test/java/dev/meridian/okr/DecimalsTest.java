package dev.meridian.okr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "+1",
        "1.",
        ".5",
        "1e5",
        "0x1",
        "1,5",
        "NaN",
        "--1",
        "1.2.3",
        "١",
        "123456789012345678901234567890123456789",
        "0.00000000000000000000000000000000000001"
      })
  void refusesAnyOtherForm(String text) {
    assertEquals(Optional.empty(), Decimals.parse(text));
  }

  @Test
  void takes38Digits() {
    String most = "-" + "1".repeat(20) + "." + "2".repeat(18);
    assertEquals(Optional.of(new BigDecimal(most)), Decimals.parse(most));
  }

  @Test
  void writesThePlainForm() {
    assertEquals("7", Decimals.text(Decimals.parse("007").orElseThrow()));
    assertEquals("0.50", Decimals.text(Decimals.parse("0.50").orElseThrow()));
    assertEquals("0", Decimals.text(Decimals.parse("-0").orElseThrow()));
  }
}
