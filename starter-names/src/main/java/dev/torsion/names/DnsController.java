package dev.torsion.names;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * A bean with methods that answer names, marked by {@link DnsMapping}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
public @interface DnsController {

	/**
	 * The name of the bean.
	 * @return the name, empty for one made up
	 */
	@AliasFor(annotation = Component.class)
	String value() default "";

}
