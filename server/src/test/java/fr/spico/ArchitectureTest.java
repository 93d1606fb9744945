package fr.spico;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;

/// The house rules of docs/style.md that a machine can check.
class ArchitectureTest {

    private static final JavaClasses SERVER =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("/sandbox/"))
                    .importPackages("fr.spico");

    @Test
    void features_use_each_other_only_through_their_package_roots() {
        ApplicationModules.of(
                        Platform.class, resideInAnyPackage("fr.spico.mail..", "fr.spico.sandbox.."))
                .verify();
    }

    @Test
    void features_form_no_cycle() {
        slices().matching("fr.spico.(*)..").should().beFreeOfCycles().check(SERVER);
    }

    @Test
    void the_platform_base_imports_no_feature() {
        noClasses()
                .that()
                .resideInAPackage("fr.spico.platform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "fr.spico.account..",
                        "fr.spico.link..",
                        "fr.spico.replica..",
                        "fr.spico.jmap..",
                        "fr.spico.discussions..",
                        "fr.spico.outbox..",
                        "fr.spico.directory..",
                        "fr.spico.audit..",
                        "fr.spico.dossier..",
                        "fr.spico.document..",
                        "fr.spico.exchange..",
                        "fr.spico.filing..",
                        "fr.spico.sending..")
                .check(SERVER);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .orShould()
                .haveSimpleNameEndingWith("Service")
                .check(SERVER);
    }

    @Test
    void sql_stays_in_queries() {
        noClasses()
                .that()
                .resideOutsideOfPackage("fr.spico.platform..")
                .and()
                .haveNameNotMatching(".*(Queries|Sql|Copy)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(JdbcClient.StatementSpec.class)
                .check(SERVER);
    }

    @Test
    void nothing_uses_futures_or_reactive_types_in_signatures() {
        noClasses()
                .that()
                .arePublic()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("reactor..", "org.reactivestreams..")
                .check(SERVER);
    }

    @Test
    void every_package_is_null_marked() {
        classes().should().resideInAPackage("fr.spico..").check(SERVER);
        SERVER.stream()
                .map(c -> c.getPackage())
                .distinct()
                .filter(p -> p.getName().startsWith("fr.spico"))
                .forEach(p ->
                        org.assertj.core.api.Assertions.assertThat(
                                        p.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                                .as("%s is @NullMarked", p.getName())
                                .isTrue());
    }
}
