package org.rankspace.launch.cluster;

/**
 * What a rank has answered.
 *
 * @param value a plain value; for {@code execute} the last expression's {@code repr}, or null
 * @param out what it wrote to standard output meanwhile
 * @param err what it wrote to standard error meanwhile
 */
public record Answer(int rank, Object value, String out, String err) {}
