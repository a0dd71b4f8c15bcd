package io.weir.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the house that a compiler does not know. This module sees all the others, so they are checked here. */
class HouseTest {
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "collector", Set.of(),
            "rules", Set.of("collector"),
            "diagnosis", Set.of("collector", "rules"),
            "runtime", Set.of("collector"),
            "grafana", Set.of("collector"),
            "web", Set.of("collector", "rules", "diagnosis", "runtime", "grafana"));
    private static final List<String> NO_NOUNS =
            List.of("util", "utils", "common", "commons", "helper", "helpers", "misc", "manager", "impl", "service");

    private static final JavaClasses WEIR = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.weir");

    @ParameterizedTest
    @ValueSource(strings = {"collector", "rules", "diagnosis", "runtime", "grafana", "web"})
    void modulesLookOneWayOnly(String module) {
        List<String> forbidden = ARROWS.keySet().stream()
                .filter(other -> !other.equals(module)
                        && !ARROWS.getOrDefault(module, Set.of()).contains(other))
                .toList();
        for (String other : forbidden) {
            noClasses()
                    .that()
                    .resideInAPackage("io.weir." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.weir." + other + "..")
                    .check(WEIR);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector", "rules", "diagnosis", "runtime", "grafana", "web"})
    void packagesHaveNoCycles(String module) {
        slices().matching("io.weir." + module + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(WEIR);
    }

    @Test
    void jobsOfTheDemoKnowNothingOfWeir() {
        noClasses()
                .that()
                .resideInAPackage("io.weir.demo..")
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("are Weir's own") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getPackageName().startsWith("io.weir.")
                                && !type.getPackageName().startsWith("io.weir.demo");
                    }
                })
                .check(WEIR);
    }

    @Test
    void nothingIsCalledUtil() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|(?<!Task|Job)Manager|Impl)(\\$.*)?")
                .check(WEIR);
        noClasses()
                .should()
                .resideInAnyPackage(
                        NO_NOUNS.stream().map(word -> ".." + word + "..").toArray(String[]::new))
                .check(WEIR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector", "rules", "diagnosis", "runtime", "grafana", "web"})
    void aModuleHasOneDoor(String module) {
        List<String> doors = WEIR.getPackage("io.weir." + module).getClasses().stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.endsWith("Config"))
                .toList();

        assertThat(doors).hasSize(1);
    }

    @Test
    void everyPackageSaysWhatItHoldsAndIsNullMarked() {
        Set<String> unmarked = WEIR.stream()
                .map(JavaClass::getPackage)
                .filter(one -> one.getClasses().stream().anyMatch(JavaClass::isTopLevelClass))
                .filter(one -> !one.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toSet());

        assertThat(unmarked).isEmpty();
    }

    @Test
    void onlyTheCommandLineWritesToTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.weir.web.cli..", "io.weir.demo..")
                .should()
                .accessField(System.class, "out")
                .check(WEIR);
        classes()
                .that()
                .resideInAPackage("io.weir.web.api..")
                .and()
                .haveSimpleNameEndingWith("Api")
                .should()
                .onlyBeAccessed()
                .byAnyPackage("io.weir.web.api..", "io.weir.web.app..")
                .check(WEIR);
    }
}
