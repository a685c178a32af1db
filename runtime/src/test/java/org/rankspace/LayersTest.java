package org.rankspace;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

/** A package may use only the layers below it (docs/design.md draws them). */
@AnalyzeClasses(packages = "org.rankspace", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  @ArchTest
  static final ArchRule noCyclesBetweenPackages =
      slices().matching("org.rankspace.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static void layersPointDown(JavaClasses classes) {
    LayeredArchitecture layers =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String name :
        new String[] {
          "error",
          "libc",
          "job",
          "pool",
          "wire",
          "buffer",
          "layout",
          "codec",
          "transport",
          "match",
          "collective",
          "engine",
          "comm",
          "namespace",
          "rank"
        }) {
      layers = layers.layer(name).definedBy("org.rankspace." + name + "..");
    }
    layers
        .whereLayer("error")
        .mayNotAccessAnyLayer()
        .whereLayer("libc")
        .mayNotAccessAnyLayer()
        .whereLayer("job")
        .mayOnlyAccessLayers("error")
        .whereLayer("pool")
        .mayOnlyAccessLayers("error", "libc", "job")
        .whereLayer("wire")
        .mayOnlyAccessLayers("error")
        .whereLayer("buffer")
        .mayOnlyAccessLayers("error")
        .whereLayer("layout")
        .mayOnlyAccessLayers("error")
        .whereLayer("codec")
        .mayOnlyAccessLayers("error", "wire")
        .whereLayer("transport")
        .mayOnlyAccessLayers("error", "libc", "job", "wire")
        .whereLayer("match")
        .mayOnlyAccessLayers("error", "wire")
        .whereLayer("collective")
        .mayOnlyAccessLayers("error", "buffer")
        .whereLayer("engine")
        .mayOnlyAccessLayers("error", "wire", "transport", "match")
        .whereLayer("comm")
        .mayOnlyAccessLayers(
            "error", "wire", "buffer", "codec", "collective", "transport", "match", "engine")
        .whereLayer("namespace")
        .mayOnlyAccessLayers("error", "libc", "wire", "buffer", "layout", "codec", "engine", "comm")
        .check(classes);
  }
}
