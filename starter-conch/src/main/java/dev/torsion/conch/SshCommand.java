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
 * <p>
 * <b>Parameters</b> are variables of the template, converted to their types;
 * <code>{*name}</code> as a {@code List<String>} has the words as they are, as a
 * {@code String} with a space between them. Others are the {@link SshSession}, the
 * {@link SshConnection}, the {@code Authentication}, and the lines of the input as
 * {@code Flux<String>}. Lines are split into words with the quotes of a shell, and
 * nothing else of one.
 * <p>
 * <b>Results</b>, plain or of a {@code Mono} or {@code Flux}, are written as they come,
 * as fast as the peer reads: {@code byte[]} and {@link java.nio.ByteBuffer} as they are,
 * an {@code Integer} is the exit status, and all else a line. A method that returns no
 * publisher is called on the pool for blocking work, unless it is
 * {@link dev.torsion.mapping.NonBlocking}. Cancelled when the channel is closed, and for
 * ^C.
 * <p>
 * <b>Exit status</b> is 0; 2 for a line that is not written like the template; 126 where
 * method security forbids it; 127 where there is no such command; that of an
 * {@link SshExitException}; 1 for any other failure, which is logged and not told.
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
