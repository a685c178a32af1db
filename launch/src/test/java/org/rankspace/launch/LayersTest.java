package org.rankspace.launch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * plan, then process, then main; beside them link, then cluster, then shell for clients, and
 * control above link and process. Of the runtime only what the launcher must share with it.
 */
@AnalyzeClasses(packages = "org.rankspace", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  @ArchTest
  static final ArchRule layersPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("plan")
          .definedBy("org.rankspace.launch.plan..")
          .layer("process")
          .definedBy("org.rankspace.launch.process..")
          .layer("link")
          .definedBy("org.rankspace.launch.link..")
          .layer("control")
          .definedBy("org.rankspace.launch.control..")
          .layer("cluster")
          .definedBy("org.rankspace.launch.cluster..")
          .layer("shell")
          .definedBy("org.rankspace.launch.shell..")
          .layer("main")
          .definedBy("org.rankspace.launch.main..")
          .whereLayer("plan")
          .mayNotAccessAnyLayer()
          .whereLayer("process")
          .mayOnlyAccessLayers("plan")
          .whereLayer("link")
          .mayNotAccessAnyLayer()
          .whereLayer("control")
          .mayOnlyAccessLayers("plan", "process", "link")
          .whereLayer("cluster")
          .mayOnlyAccessLayers("link")
          .whereLayer("shell")
          .mayOnlyAccessLayers("cluster");

  @ArchTest
  static final ArchRule theBenchHasLayersOfItsOwn =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("measure")
          .definedBy("org.rankspace.launch.bench.measure")
          .layer("peer")
          .definedBy("org.rankspace.launch.bench.peer")
          .layer("report")
          .definedBy("org.rankspace.launch.bench.report")
          .layer("mpj")
          .definedBy("org.rankspace.launch.bench.mpj")
          .layer("launcher")
          .definedBy(
              "org.rankspace.launch.plan..",
              "org.rankspace.launch.process..",
              "org.rankspace.launch.main..")
          .layer("bench")
          .definedBy("org.rankspace.launch.bench")
          .whereLayer("measure")
          .mayNotAccessAnyLayer()
          .whereLayer("mpj")
          .mayNotAccessAnyLayer()
          .whereLayer("launcher")
          .mayNotAccessAnyLayer()
          .whereLayer("peer")
          .mayOnlyAccessLayers("measure")
          .whereLayer("report")
          .mayOnlyAccessLayers("measure")
          .whereLayer("bench")
          .mayOnlyAccessLayers("measure", "peer", "report");

  @ArchTest
  static final ArchRule ofTheRuntimeOnlyJobErrorAndCodecAreUsed =
      noClasses()
          .that()
          .resideInAPackage("org.rankspace.launch..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.rankspace.wire..",
              "org.rankspace.transport..",
              "org.rankspace.match..",
              "org.rankspace.collective..",
              "org.rankspace.engine..",
              "org.rankspace.comm..",
              "org.rankspace.namespace..",
              "org.rankspace.rank..");

  /** Calls to a cluster and their answers are values in the codec's format. */
  @ArchTest
  static final ArchRule theCodecIsForClustersOnly =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.rankspace.launch.plan..",
              "org.rankspace.launch.process..",
              "org.rankspace.launch.shell..",
              "org.rankspace.launch.main..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.rankspace.codec..");

  @ArchTest
  static final ArchRule jlineStaysInShell =
      noClasses()
          .that()
          .resideInAPackage("org.rankspace.launch..")
          .and()
          .resideOutsideOfPackage("org.rankspace.launch.shell..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jline..");

  @ArchTest
  static final ArchRule picocliStaysInPlan =
      noClasses()
          .that()
          .resideInAnyPackage("org.rankspace.launch.process..", "org.rankspace.launch.main..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");
}
