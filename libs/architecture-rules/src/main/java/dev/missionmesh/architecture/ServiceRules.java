package dev.missionmesh.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** The rules that hold in every service; each service runs them over its own classes in one test. */
public final class ServiceRules {
  private static final List<String> ADAPTERS = List.of("api", "persistence", "messaging");

  private final String root;
  private final JavaClasses code;

  private ServiceRules(String root) {
    this.root = root;
    this.code =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
  }

  /** Checks every rule; throws {@link AssertionError} naming each violation. */
  public static void check(String rootPackage) {
    ServiceRules rules = new ServiceRules(rootPackage);
    rules.domainSeesOnlyTheJdk();
    rules.adaptersLookInward();
    EndpointRules.check(rules.code);
    rules.namesSayTheDomain();
  }

  private void domainSeesOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage(root + ".domain..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java..", "org.jspecify.annotations", root + ".domain..", "dev.missionmesh.tenancy")
                .as("are of the JDK or the domain, or say what may be null"))
        .allowEmptyShould(true)
        .check(code);
  }

  private void adaptersLookInward() {
    for (String adapter : ADAPTERS) {
      String[] others =
          ADAPTERS.stream()
              .filter(other -> !other.equals(adapter))
              .map(other -> root + "." + other + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(root + "." + adapter + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .allowEmptyShould(true)
          .check(code);
    }
    noClasses()
        .that()
        .resideInAPackage(root + ".application..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ADAPTERS.stream().map(a -> root + "." + a + "..").toArray(String[]::new))
        .allowEmptyShould(true)
        .check(code);
  }

  private void namesSayTheDomain() {
    noClasses()
        .that(not(resideInAnyPackage("")))
        .should()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .check(code);
  }
}
