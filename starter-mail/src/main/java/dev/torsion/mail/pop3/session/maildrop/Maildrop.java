package dev.torsion.mail.pop3.session.maildrop;

import java.util.BitSet;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

import dev.torsion.mail.pop3.session.reply.Pop3Exception;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import dev.torsion.mail.pop3.wire.TopLines;
import dev.torsion.mail.store.Mailbox;
import dev.torsion.mail.store.MailboxView;
import dev.torsion.mail.store.StoredMessage;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The INBOX of somebody as it was at the login, RFC 1939 section 5: messages have the
 * numbers they had then until the session ends. For the event loop of the connection
 * only.
 */
public final class Maildrop {

	private final Mailbox mailbox;

	private final MailboxView view;

	private final MessageReader reader;

	private final BitSet deleted = new BitSet();

	private long size;

	/**
	 * Creates the maildrop of one session.
	 * @param mailbox the INBOX
	 * @param view the INBOX as it is now
	 * @param scheduler the event loop of the connection
	 * @param space how much may be read ahead
	 */
	public Maildrop(Mailbox mailbox, MailboxView view, Scheduler scheduler, ReadAheadSpace space) {
		this.mailbox = mailbox;
		this.view = view;
		this.reader = new MessageReader(mailbox, view.messages(), scheduler, space);
		reset();
	}

	/**
	 * How many messages there are, without the deleted.
	 * @return their number
	 */
	public int count() {
		return this.view.messages().size() - this.deleted.cardinality();
	}

	/**
	 * How large the messages are, without the deleted.
	 * @return their size in bytes
	 */
	public long size() {
		return this.size;
	}

	/**
	 * The messages, without the deleted.
	 * @return their numbers, ascending
	 */
	public PrimitiveIterator.OfInt numbers() {
		return IntStream.rangeClosed(1, this.view.messages().size())
			.filter((number) -> !this.deleted.get(number))
			.iterator();
	}

	/**
	 * Finds a message by what a client has said.
	 * @param argument the number of the message
	 * @return the number
	 * @throws Pop3Exception if it is none, or there is no such message, or it is deleted
	 */
	public int find(String argument) {
		long number = Numbers.parse(argument);
		if (number < 1 || number > this.view.messages().size()) {
			throw new Pop3Exception("There is no such message");
		}
		if (this.deleted.get((int) number)) {
			throw new Pop3Exception("The message is deleted");
		}
		return (int) number;
	}

	/**
	 * What the mailbox knows of a message.
	 * @param number its number
	 * @return the message
	 */
	public StoredMessage message(int number) {
		return this.view.messages().get(number - 1);
	}

	/**
	 * What a message is known by for ever: its UID and the UIDVALIDITY in hexadecimal, as
	 * Dovecot has it, so that who comes from there gets nothing twice.
	 * @param number the number of the message
	 * @return the unique-id, RFC 1939 section 7
	 */
	public String uniqueId(int number) {
		return hex(message(number).uid()) + hex(this.view.uidValidity());
	}

	private static String hex(long value) {
		String digits = Long.toHexString(value);
		return "0".repeat(Math.max(0, 8 - digits.length())) + digits;
	}

	/**
	 * The whole of a message.
	 * @param number its number
	 * @return the reply
	 */
	public Pop3Reply retrieve(int number) {
		return Pop3Reply.message(message(number).size() + " octets", this.reader.inSequence(number));
	}

	/**
	 * The headers of a message and some lines.
	 * @param number its number
	 * @param lines how many lines
	 * @return the reply
	 */
	public Pop3Reply top(int number, long lines) {
		TopLines top = new TopLines(lines);
		return Pop3Reply.message("", this.reader.read(number).map(top::cut).takeUntil((run) -> top.isDone()));
	}

	/**
	 * Deletes a message, if the session ends well.
	 * @param number its number
	 */
	public void delete(int number) {
		this.deleted.set(number);
		this.size -= message(number).size();
	}

	/**
	 * Takes back all that was deleted.
	 */
	public void reset() {
		this.deleted.clear();
		this.size = this.view.messages().stream().mapToLong(StoredMessage::size).sum();
	}

	/**
	 * Nothing more is read.
	 */
	public void close() {
		this.reader.close();
	}

	/**
	 * Removes for good what was deleted.
	 * @return completes when it is removed
	 */
	public Mono<Void> update() {
		List<Long> uids = this.deleted.stream().mapToObj((number) -> message(number).uid()).toList();
		return uids.isEmpty() ? Mono.empty() : this.mailbox.expunge(uids);
	}

}
