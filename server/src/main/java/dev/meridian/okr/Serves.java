package dev.meridian.okr;

/// Which side of the company an objective serves.
public enum Serves {
  REVENUE,
  CUSTOMER,
  OPERATIONS,
  PEOPLE
}
