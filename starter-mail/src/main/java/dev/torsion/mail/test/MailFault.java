package dev.torsion.mail.test;

import java.time.Duration;
import java.util.Locale;

import dev.torsion.mail.SmtpReply;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * What is to go wrong between a client and a {@link MockMail}, and when: start from one
 * of the kinds and narrow it down. A fault that is not narrowed down strikes every
 * command. Immutable.
 *
 * <pre>
 * mail.fault(MailFault.reply(450, "4.2.0 Greylisted").on("RCPT").with("bob@example.org").times(2));
 * mail.fault(MailFault.disconnect().on(MailFault.END_OF_MESSAGE).times(1));
 * </pre>
 */
public final class MailFault {

	/** In the place of a verb: the connection, before the greeting. */
	public static final String CONNECT = "CONNECT";

	/**
	 * In the place of a verb: the end of a message. A reply there refuses the message; a
	 * disconnection there loses the reply to a message that was taken.
	 */
	public static final String END_OF_MESSAGE = ".";

	static final String MESSAGE = "MESSAGE";

	/** As many times as it likes. */
	private static final int ALWAYS = Integer.MAX_VALUE;

	private final Effect effect;

	private final Scope scope;

	private MailFault(Effect effect, Scope scope) {
		this.effect = effect;
		this.scope = scope;
	}

	private static MailFault of(Effect effect, @Nullable String verb) {
		return new MailFault(effect, new Scope(verb, "", ALWAYS));
	}

	/**
	 * Another reply, the command having no effect. After 421 the connection ends.
	 * @param code the reply code, 400 to 599
	 * @param text the text, with the enhanced status code it may have
	 * @return the fault
	 */
	public static MailFault reply(int code, String text) {
		if (code < 400 || code > 599) {
			throw new IllegalArgumentException(code + " is no reply code of a failure");
		}
		return of(new Effect.Answer(new SmtpReply(code, "", text)), null);
	}

	/**
	 * A reply that comes late.
	 * @param delay how late
	 * @return the fault
	 */
	public static MailFault delay(Duration delay) {
		return of(new Effect.Delay(delay), null);
	}

	/**
	 * The end of the connection in the place of a reply.
	 * @return the fault
	 */
	public static MailFault disconnect() {
		return of(new Effect.Disconnect(), null);
	}

	/**
	 * The end of the connection in the middle of a message.
	 * @param size how much of the message is read before
	 * @return the fault, which strikes messages alone
	 */
	public static MailFault cut(DataSize size) {
		return of(new Effect.Cut(size.toBytes()), MESSAGE);
	}

	/**
	 * A message that is read slowly.
	 * @param pause how long to wait before each read
	 * @return the fault, which strikes messages alone
	 */
	public static MailFault slow(Duration pause) {
		return of(new Effect.Pause(pause), MESSAGE);
	}

	/**
	 * Only for one verb.
	 * @param verb the verb, such as {@code RCPT} or {@code STARTTLS}, in any case, or
	 * {@link #CONNECT} or {@link #END_OF_MESSAGE}
	 * @return the fault
	 * @throws IllegalStateException if it strikes messages
	 */
	public MailFault on(String verb) {
		if (MESSAGE.equals(this.scope.verb())) {
			throw new IllegalStateException("It strikes messages, and no command");
		}
		return new MailFault(this.effect,
				new Scope(verb.toUpperCase(Locale.ROOT), this.scope.text(), this.scope.times()));
	}

	/**
	 * Only for commands that have some text in them. At the end of a message it is
	 * compared with its recipients.
	 * @param text the text, such as an address, in any case
	 * @return the fault
	 */
	public MailFault with(String text) {
		return new MailFault(this.effect,
				new Scope(this.scope.verb(), text.toLowerCase(Locale.ROOT), this.scope.times()));
	}

	/**
	 * Only the first times.
	 * @param times how many times
	 * @return the fault
	 */
	public MailFault times(int times) {
		return new MailFault(this.effect, new Scope(this.scope.verb(), this.scope.text(), times));
	}

	Effect effect() {
		return this.effect;
	}

	Scope scope() {
		return this.scope;
	}

	/** What happens. */
	sealed interface Effect {

		record Answer(SmtpReply reply) implements Effect {

		}

		record Delay(Duration time) implements Effect {

		}

		record Disconnect() implements Effect {

		}

		record Cut(long size) implements Effect {

		}

		record Pause(Duration time) implements Effect {

		}

	}

	/** What a fault strikes. */
	record Scope(@Nullable String verb, String text, int times) {

		boolean matches(String verb, String line) {
			boolean ofVerb = (this.verb != null) ? this.verb.equals(verb) : !verb.equals(MESSAGE);
			return ofVerb && line.toLowerCase(Locale.ROOT).contains(this.text);
		}

	}

}
