package org.anact.datasets;

/** A file's content with the name that messages give it. */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
record NamedBytes(String name, byte[] bytes) {}
