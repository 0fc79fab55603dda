package dev.meridian.ydoc;

/** What an array, map or attribute holds: a value or a nested type. */
public sealed interface Item permits Any, YText, YArray, YMap, YXml {}
