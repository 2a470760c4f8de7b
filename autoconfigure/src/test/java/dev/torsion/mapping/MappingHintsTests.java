package dev.torsion.mapping;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.javapoet.ClassName;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a native image is told of mapped methods.
 */
class MappingHintsTests {

	@Test
	void letMappedMethodsBeCalled() {
		GenericApplicationContext context = new GenericApplicationContext();
		context.registerBean(Mapped.class);
		GenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(MappingHintsTests.class)), new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		RuntimeHints hints = generation.getRuntimeHints();
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Mapped.class, "mapped")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Mapped.class, "other")).rejects(hints);
	}

	@Speaker
	static class Mapped {

		@Say("mapped")
		Mono<String> mapped() {
			return Mono.just("mapped");
		}

		void other() {
		}

	}

}
