package dev.torsion.conch;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of any bean that runs for a command, such as
 * <code>@SshCommand("deploy {app}")</code>, both for {@code ssh host deploy shop} and in
 * the shell.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface SshCommand {

	/**
	 * The words of the command, of which <code>{name}</code> is any one and
	 * <code>{*name}</code> any one or more.
	 * @return one template or more
	 */
	String[] value();

	/**
	 * What it does, for {@code help} and completion.
	 * @return one line
	 */
	String description() default "";

}
