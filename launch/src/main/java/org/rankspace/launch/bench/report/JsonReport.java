package org.rankspace.launch.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rankspace.launch.bench.measure.Case;
import org.rankspace.launch.bench.measure.Measured;
import org.rankspace.launch.bench.measure.Sample;
import org.rankspace.launch.bench.measure.Side;

/** A run as JSON: what the page draws from, and all rounds for those who compute on. */
public final class JsonReport {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private JsonReport() {}

  /**
   * @param withRounds whether each round is listed, or only the statistics
   */
  public static String of(Report report, boolean withRounds) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("started", report.started().toOffsetDateTime().toString());
    root.put("machine", report.machine());
    root.put("noise", report.noise());
    ObjectNode versions = root.putObject("versions");
    for (Side side : Side.values()) {
      if (report.versions().containsKey(side)) {
        versions.put(side.word(), report.versions().get(side));
      }
    }
    report.failures().forEach(root.putArray("failures")::add);
    ArrayNode cases = root.putArray("cases");
    report.measured().forEach(one -> add(cases.addObject(), one, withRounds));
    ArrayNode judged = root.putArray("judgements");
    Judgement.all(report.measured()).forEach(one -> add(judged.addObject(), one));
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(ObjectNode node, Measured measured, boolean withRounds) {
    Case test = measured.test();
    node.put("name", test.name());
    node.put("form", test.form().word());
    node.put("what", test.what());
    node.put("bytes", test.bytes());
    node.put("ranks", test.ranks());
    node.put("title", test.title());
    node.put("message", test.message());
    node.put("movedBytes", test.movedBytes());
    ObjectNode sides = node.putObject("sides");
    for (Side side : Side.values()) {
      Sample sample = measured.samples().get(side);
      if (sample != null) {
        add(sides.putObject(side.word()), sample, withRounds);
      }
    }
  }

  private static void add(ObjectNode node, Sample sample, boolean withRounds) {
    node.put("warmUpSeconds", sample.warmUpSeconds());
    node.put("steady", sample.steady());
    node.set("us", MAPPER.valueToTree(sample.statistics()));
    if (withRounds) {
      node.set("turns", MAPPER.valueToTree(sample.turns()));
    }
  }

  private static void add(ObjectNode node, Judgement judgement) {
    node.put("requirement", judgement.requirement().title());
    node.put("against", judgement.requirement().against().word());
    node.put("title", judgement.measured().test().title());
    node.put("ours", judgement.ourUs());
    node.put("theirs", judgement.theirUs());
    node.put("ratio", judgement.ratio());
    node.put("must", judgement.requirement().must());
    node.put("aim", judgement.requirement().aim());
    node.put("verdict", judgement.verdict().text());
  }
}
