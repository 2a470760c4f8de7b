package dev.torsion.names.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * An answer on its way out, and what faults make of it.
 *
 * @param query what it answers
 * @param message the answer; {@code null} for none
 * @param garbage whether bytes that are no message are sent in its place
 * @param delay how late it is sent
 */
record Reply(MockQuery query, @Nullable Message message, boolean garbage, Duration delay) {

	/** Labels of a length that no message can have. */
	private static final byte[] GARBAGE = { 0, 0, (byte) 0x80, 0, 0, 1, 0, 9, 0, 0, 0, 0, (byte) 0xBF, 7 };

	static Reply of(MockQuery query, @Nullable Message message) {
		return new Reply(query, message, false, Duration.ZERO);
	}

	byte @Nullable [] bytes() {
		if (this.message == null) {
			return null;
		}
		if (!this.garbage) {
			return this.message.toWire(65_535);
		}
		byte[] bytes = GARBAGE.clone();
		// With the right id, as whoever garbles it on the way would leave it
		bytes[0] = (byte) (this.message.getHeader().getID() >>> 8);
		bytes[1] = (byte) this.message.getHeader().getID();
		return bytes;
	}

	Reply dropped() {
		return new Reply(this.query, null, this.garbage, this.delay);
	}

	Reply delayed(Duration delay) {
		return new Reply(this.query, this.message, this.garbage, this.delay.plus(delay));
	}

	Reply garbled() {
		return new Reply(this.query, this.message, true, this.delay);
	}

	Reply truncated() {
		Message empty = empty();
		empty.getHeader().setFlag(Flags.TC);
		return with(empty);
	}

	Reply failed(int rcode) {
		Message empty = empty();
		empty.getHeader().setRcode(rcode & 0xF);
		return with(empty);
	}

	Reply withoutEdns() {
		return (this.query.message().getOPT() != null) ? failed(Rcode.FORMERR) : this;
	}

	Reply misnumbered() {
		if (this.message == null) {
			return this;
		}
		Message copy = this.message.clone();
		copy.getHeader().setID(copy.getHeader().getID() ^ 0x5555);
		return with(copy);
	}

	Reply misunderstood() {
		return asking(Name.fromConstantString("somebody.else.invalid."));
	}

	Reply lowered() {
		return asking(MockRecords.name(this.query.name().toString().toLowerCase(Locale.ROOT)));
	}

	private Reply asking(Name name) {
		if (this.message == null) {
			return this;
		}
		Message copy = this.message.clone();
		copy.removeAllRecords(Section.QUESTION);
		copy.addRecord(Record.newRecord(name, this.query.type(), this.query.message().getQuestion().getDClass()),
				Section.QUESTION);
		return with(copy);
	}

	Reply aged(long seconds) {
		if (this.message == null) {
			return this;
		}
		Message copy = this.message.clone();
		for (int section : new int[] { Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL }) {
			for (Record record : this.message.getSection(section)) {
				if (record.getType() != Type.OPT) {
					copy.removeRecord(record, section);
					copy.addRecord(aged(record, seconds), section);
				}
			}
		}
		return with(copy);
	}

	private static Record aged(Record record, long seconds) {
		try {
			byte[] wire = record.toWire(Section.ANSWER);
			ByteBuffer.wrap(wire).putInt(record.getName().length() + 4, (int) seconds);
			return Record.fromWire(wire, Section.ANSWER);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Message empty() {
		return MockRecords.answerTo(this.query.message());
	}

	private Reply with(Message message) {
		return (this.message == null) ? this : new Reply(this.query, message, this.garbage, this.delay);
	}

}
