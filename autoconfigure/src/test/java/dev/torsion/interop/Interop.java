package dev.torsion.interop;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests that talk to programs of others. Where one is not installed they are
 * skipped; under {@code -Pinterop} they run all the same, and fail.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(RealPeer.Installed.class)
public @interface Interop {

	/**
	 * The programs that are needed, by the names {@link RealPeer#find} knows them by.
	 * @return names of programs
	 */
	String[] value();

}
