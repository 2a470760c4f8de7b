package dev.torsion.names.client.upstream;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

import dev.torsion.names.DnsQuestion;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * A query on its way: its bytes, and what an answer must have to be the answer to it. The
 * id and the case of the letters (draft-vixie-dnsext-dns0x20) are secrets that an answer
 * has to repeat.
 */
final class OutgoingQuery {

	/** Passes all networks without fragments, RFC 9715. */
	static final int PAYLOAD = 1232;

	private static final int HEADER = 12;

	private static final SecureRandom random = random();

	private final DnsQuestion question;

	private final boolean recursionDesired;

	private final boolean edns;

	private final byte[] name;

	private final byte[] sent;

	private final int id;

	private volatile boolean otherCase;

	private OutgoingQuery(DnsQuestion question, boolean recursionDesired, Manner manner) {
		this.question = question;
		this.recursionDesired = recursionDesired;
		this.edns = manner.edns();
		this.name = question.name().toWire();
		this.sent = manner.mixedCase() ? mixed(this.name) : this.name;
		this.id = random.nextInt(1 << 16);
	}

	static OutgoingQuery of(DnsQuestion question, boolean recursionDesired, Manner manner) {
		return new OutgoingQuery(question, recursionDesired, manner);
	}

	/** Seeded once: others read from a file, on an event loop. */
	private static SecureRandom random() {
		try {
			return SecureRandom.getInstance("DRBG");
		}
		catch (NoSuchAlgorithmException ex) {
			return new SecureRandom();
		}
	}

	private static byte[] mixed(byte[] name) {
		byte[] bits = new byte[name.length];
		random.nextBytes(bits);
		byte[] mixed = name.clone();
		for (int i = 0; i < name.length; i++) {
			// A length is below 64, so it never looks like a letter
			if (isLetter(name[i]) && bits[i] < 0) {
				mixed[i] ^= 0x20;
			}
		}
		return mixed;
	}

	private static boolean isLetter(byte octet) {
		int lower = octet | 0x20;
		return lower >= 'a' && lower <= 'z';
	}

	int id() {
		return this.id;
	}

	boolean isEdns() {
		return this.edns;
	}

	/** Whether the last answer had the name in another case. */
	boolean hasLostCase() {
		return this.otherCase;
	}

	byte[] bytes() {
		return bytes(this.id);
	}

	/** With the id that is free on a connection. */
	byte[] bytes(int id) {
		try {
			Message message = new Message(id);
			if (this.recursionDesired) {
				message.getHeader().setFlag(Flags.RD);
			}
			message.addRecord(Record.newRecord(new Name(this.sent), this.question.type(), this.question.dnsClass()),
					Section.QUESTION);
			if (this.edns) {
				message.addRecord(new OPTRecord(PAYLOAD, 0, 0), Section.ADDITIONAL);
			}
			return message.toWire();
		}
		catch (IOException ex) {
			throw new IllegalStateException("A name that is none: " + this.question, ex);
		}
	}

	/**
	 * Whether a message is the answer.
	 * @param bytes the message; changed
	 * @return what it is
	 */
	Verdict check(byte[] bytes) {
		return check(bytes, this.id);
	}

	Verdict check(byte[] bytes, int id) {
		if (bytes.length < HEADER || u16(bytes, 0) != id || bytes[2] >= 0) {
			return Verdict.WRONG;
		}
		try {
			return isWithoutQuestion(bytes) ? Verdict.of(new Message(bytes)) : checkQuestion(bytes);
		}
		catch (IOException | RuntimeException ex) {
			return Verdict.WRONG;
		}
	}

	/** What servers that cannot read a query send, having read its id only. */
	private static boolean isWithoutQuestion(byte[] bytes) {
		int rcode = bytes[3] & 0xF;
		return bytes.length == HEADER && bytes[4] == 0 && bytes[5] == 0
				&& (rcode == Rcode.FORMERR || rcode == Rcode.NOTIMP);
	}

	private Verdict checkQuestion(byte[] bytes) throws IOException {
		int length = this.name.length;
		if (u16(bytes, 4) != 1 || bytes.length < HEADER + length + 4
				|| u16(bytes, HEADER + length) != this.question.type()
				|| u16(bytes, HEADER + length + 2) != this.question.dnsClass()) {
			return Verdict.WRONG;
		}
		boolean sameCase = true;
		for (int i = 0; i < length; i++) {
			byte got = bytes[HEADER + i];
			if (got != this.sent[i]) {
				if (!isLetter(got) || (got | 0x20) != (this.sent[i] | 0x20)) {
					return Verdict.WRONG;
				}
				sameCase = false;
			}
			// Compressed names point here, and get their own case back by this
			bytes[HEADER + i] = this.name[i];
		}
		Message message = new Message(bytes);
		this.otherCase = !sameCase;
		return new Verdict(sameCase ? Verdict.Kind.RIGHT : Verdict.Kind.OTHER_CASE, message);
	}

	private static int u16(byte[] bytes, int index) {
		return (bytes[index] & 0xFF) << 8 | bytes[index + 1] & 0xFF;
	}

	/** How a server is asked. */
	record Manner(boolean edns, boolean mixedCase) {

	}

	/** What a message is. */
	record Verdict(Kind kind, @Nullable Message message) {

		static final Verdict WRONG = new Verdict(Kind.WRONG, null);

		static Verdict of(Message message) {
			return new Verdict(Kind.RIGHT, message);
		}

		/** What a message is. */
		enum Kind {

			/** The answer. */
			RIGHT,

			/** The answer of a server that changes the case, or of one who guesses. */
			OTHER_CASE,

			/** Anything else. */
			WRONG

		}

	}

}
