package dev.torsion.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Set;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * A toy: what to say to a command.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Reflective
@interface Say {

	MappingKind<Say> KIND = new MappingKind<>(Speaker.class, Say.class, (say) -> List.of(say.value()),
			Template.Syntax.WORDS, Set.of(Voice.class));

	String[] value();

	record Voice(String name) {

	}

}
