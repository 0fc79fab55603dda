package dev.meridian;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.meridian.db.Sql;
import io.vertx.sqlclient.SqlClient;
import java.util.Set;

/// The sentences about the packages, kept true.
@AnalyzeClasses(packages = "dev.meridian", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final DescribedPredicate<JavaCall<?>> SPEAK_SQL =
      describe(
          "speak SQL",
          call ->
              call.getTargetOwner().isAssignableTo(Sql.class)
                  || (call.getTargetOwner().isAssignableTo(SqlClient.class)
                      && Set.of("query", "preparedQuery").contains(call.getName())));

  @ArchTest
  static final ArchRule DOCUMENTS_AND_MEANING_KNOW_NOBODY =
      classes()
          .that()
          .resideInAnyPackage("dev.meridian.ydoc..", "dev.meridian.okr..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "dev.meridian.ydoc..", "dev.meridian.okr..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule ONLY_STORES_SPEAK_SQL =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.meridian.db..")
          .and(DescribedPredicate.not(nameMatching(".*Store(\\$.*)?")))
          .should()
          .callMethodWhere(SPEAK_SQL);

  @ArchTest
  static final ArchRule ONLY_THE_BUS_SPEAKS_REDIS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.meridian.bus..")
          .should()
          .dependOnClassesThat(resideInAPackage("io.vertx.redis.."));

  @ArchTest
  static final ArchRule ONLY_HTTP_AND_ROUTES_SPEAK_VERTX_WEB =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.meridian.http..")
          .and(DescribedPredicate.not(nameMatching(".*Routes(\\$.*)?")))
          .should()
          .dependOnClassesThat(resideInAPackage("io.vertx.ext.web.."));
}
