package dev.torsion.mail.listener;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Gives the mail for some addresses to a method of a bean, once for each recipient. The
 * client gets its 250 when the method has returned, or what it has returned completes.
 * <p>
 * <b>Parameters</b> are variables of the address, converted to their types, and by type
 * the {@link dev.torsion.mail.MailEnvelope}, the one
 * {@link dev.torsion.mail.MailRecipient} it is called for, the
 * {@link dev.torsion.mail.MailHeaders}, and the whole message as {@code byte[]},
 * {@link java.io.InputStream}, {@link jakarta.mail.internet.MimeMessage} or
 * {@link dev.torsion.mail.MailMessage}.
 * <p>
 * <b>Failures</b>: {@link dev.torsion.mail.MailRefusedException} tells the client what it
 * says. What a variable cannot be converted to is no address of ours (550 5.1.1), who may
 * not call the method is refused (550 5.7.1), and after anything else the client tries
 * again later. A message that fails for one recipient comes again for all.
 * <p>
 * The message is in memory while the method runs, within the limits of
 * {@code network.mail.listeners}; for messages as they arrive see
 * {@link dev.torsion.mail.MailDelivery#to}. A method that returns no publisher is called
 * on the pool for blocking work, unless it is {@link dev.torsion.mapping.NonBlocking}.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface MailListener {

	/**
	 * The addresses, as {@link #to}.
	 * @return the addresses
	 */
	@AliasFor("to")
	String[] value() default {};

	/**
	 * The addresses: <code>{x}</code> is any text, {@code *} any that does not matter, in
	 * the local part and in the domain. Of two that match, that is meant which has the
	 * more text in its domain, then in its local part. Placeholders such as
	 * {@code ${domain}} are resolved.
	 * @return the addresses
	 */
	@AliasFor("value")
	String[] to() default {};

}
