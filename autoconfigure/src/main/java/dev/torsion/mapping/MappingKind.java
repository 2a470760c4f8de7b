package dev.torsion.mapping;

import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * How a protocol maps methods. The annotation of the methods has to be marked with
 * Spring's {@link org.springframework.aot.hint.annotation.Reflective @Reflective}, so
 * that a native image knows them.
 *
 * @param stereotype marks beans with such methods, {@code null} if any bean may have them
 * @param annotation marks the methods
 * @param templates reads the templates from an annotation
 * @param syntax what the templates consist of
 * @param offered the types of what {@link Mapping#invoke} is given for parameters
 * @param <A> the annotation of the methods
 */
public record MappingKind<A extends Annotation>(@Nullable Class<? extends Annotation> stereotype, Class<A> annotation,
		Function<A, ? extends Collection<String>> templates, Template.Syntax syntax, Set<Class<?>> offered) {

	public MappingKind {
		offered = Set.copyOf(offered);
	}

}
