package dev.torsion;

import java.nio.file.Path;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;

/**
 * The law of the inside of a module: {@code autoconfigure -> session -> {wire, store}},
 * and who may know Spring Boot and Netty.
 */
public final class ArchitectureRules {

	private ArchitectureRules() {
	}

	/**
	 * Checks the main classes of the module under test.
	 * @throws AssertionError if one breaks a rule
	 */
	public static void check() {
		check(new ClassFileImporter().importPath(Path.of("target/classes")));
	}

	static void check(JavaClasses classes) {
		layers(classes);
		libraries(classes);
		autoConfigurations(classes);
		names(classes);
	}

	private static void layers(JavaClasses classes) {
		check(classes, outside("..autoconfigure..").should()
			.dependOnClassesThat(resideInAPackage("dev.torsion..autoconfigure..")));
		check(classes,
				ArchRuleDefinition.noClasses()
					.that()
					.resideInAPackage("..wire..")
					.should()
					.dependOnClassesThat(resideInAnyPackage("dev.torsion..session..", "dev.torsion..store..")));
		check(classes,
				ArchRuleDefinition.noClasses()
					.that()
					.resideInAPackage("..store..")
					.should()
					.dependOnClassesThat(resideInAPackage("dev.torsion..session..")));
		check(classes, outside("..test..").should().dependOnClassesThat(resideInAPackage("dev.torsion..test..")));
		check(classes, SlicesRuleDefinition.slices().matching("dev.torsion.(**)").should().beFreeOfCycles());
	}

	private static void libraries(JavaClasses classes) {
		check(classes, outside("..autoconfigure..").should()
			.dependOnClassesThat(resideInAPackage("org.springframework.boot..").and(DescribedPredicate
				.not(resideInAnyPackage("org.springframework.boot.ssl..", "org.springframework.boot.diagnostics..")))));
		check(classes,
				outside("dev.torsion.net..", "dev.torsion.web..", "..client..", "dev.torsion.conch.transport..")
					.should()
					.dependOnClassesThat(resideInAnyPackage("io.netty.channel..", "reactor.netty..")));
		check(classes,
				outside("dev.torsion.net..", "dev.torsion.web..", "..client..", "dev.torsion.conch.transport..",
						"dev.torsion.words.websocket..", "..wire..", "..session..", "..test..")
					.should()
					.dependOnClassesThat(resideInAPackage("io.netty.buffer..")));
	}

	private static void autoConfigurations(JavaClasses classes) {
		check(classes,
				ArchRuleDefinition.classes()
					.that()
					.areAnnotatedWith(AutoConfiguration.class)
					.should()
					.bePublic()
					.andShould()
					.haveModifier(FINAL));
		check(classes,
				ArchRuleDefinition.members()
					.that()
					.areDeclaredInClassesThat()
					.areAnnotatedWith(AutoConfiguration.class)
					.and(DescribedPredicate.not(defaultConstructor()))
					.should()
					.notBePublic());
	}

	private static void names(JavaClasses classes) {
		check(classes,
				ArchRuleDefinition.noClasses()
					.should()
					.haveSimpleNameEndingWith("Impl")
					.orShould()
					.haveSimpleNameEndingWith("Util")
					.orShould()
					.haveSimpleNameEndingWith("Utils")
					.orShould()
					.haveSimpleNameEndingWith("Helper")
					.orShould()
					.haveSimpleNameEndingWith("Manager"));
	}

	private static GivenClassesConjunction outside(String... packages) {
		return ArchRuleDefinition.noClasses().that().resideOutsideOfPackages(packages);
	}

	private static DescribedPredicate<JavaMember> defaultConstructor() {
		return DescribedPredicate.describe("default constructors",
				(member) -> member instanceof JavaConstructor constructor
						&& constructor.getRawParameterTypes().isEmpty());
	}

	private static void check(JavaClasses classes, ArchRule rule) {
		rule.allowEmptyShould(true).check(classes);
	}

}
