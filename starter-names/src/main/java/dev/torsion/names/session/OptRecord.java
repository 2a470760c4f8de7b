package dev.torsion.names.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.torsion.names.DnsResponse.ExtendedError;
import dev.torsion.names.wire.Options;
import dev.torsion.names.wire.Query;
import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.ResponseWriter;
import org.jspecify.annotations.Nullable;

/**
 * The OPT record of an answer (RFC 6891 section 6.1): there if the query has one, and
 * with options only that the client knows.
 */
final class OptRecord {

	/** Answers are padded to multiples of this, RFC 8467 section 4.1. */
	private static final int BLOCK = 468;

	private static final int FIXED = 11;

	/** The longest text that is sent with an error. */
	private static final int MAX_TEXT = 255;

	private final byte[] bytes = new byte[FIXED + 1024 + BLOCK];

	private int length;

	/** Begins the record, which takes room from the answer. */
	void begin(ResponseWriter writer, int payload, boolean dnssecOk) {
		this.length = FIXED;
		this.bytes[0] = 0;
		put(1, RecordTypes.OPT);
		put(3, payload);
		put(5, 0);
		put(7, dnssecOk ? 0x8000 : 0);
		writer.reserve(FIXED);
	}

	void option(ResponseWriter writer, int code, byte[] data) {
		if (this.length + 4 + data.length > this.bytes.length - BLOCK) {
			return;
		}
		put(this.length, code);
		put(this.length + 2, data.length);
		System.arraycopy(data, 0, this.bytes, this.length + 4, data.length);
		this.length += 4 + data.length;
		writer.reserve(4 + data.length);
	}

	void error(ResponseWriter writer, @Nullable ExtendedError error) {
		if (error == null) {
			return;
		}
		byte[] text = error.text().getBytes(StandardCharsets.UTF_8);
		byte[] data = new byte[2 + Math.min(text.length, MAX_TEXT)];
		data[0] = (byte) (error.code() >> 8);
		data[1] = (byte) error.code();
		System.arraycopy(text, 0, data, 2, data.length - 2);
		option(writer, Options.EXTENDED_ERROR, data);
	}

	/** Ends the record and adds it to the answer. */
	void finish(ResponseWriter writer, Query query, int rcode, boolean encrypted) {
		this.bytes[5] = (byte) (rcode >> 4);
		if (encrypted && query.hasOption(Options.PADDING)) {
			pad(writer.length());
		}
		put(9, this.length - FIXED);
		writer.append(this.bytes, this.length);
	}

	private void pad(int before) {
		int padding = (BLOCK - (before + this.length + 4) % BLOCK) % BLOCK;
		if (before + this.length + 4 + padding > ResponseWriter.MAX_LENGTH) {
			return;
		}
		put(this.length, Options.PADDING);
		put(this.length + 2, padding);
		Arrays.fill(this.bytes, this.length + 4, this.length + 4 + padding, (byte) 0);
		this.length += 4 + padding;
	}

	private void put(int at, int number) {
		this.bytes[at] = (byte) (number >> 8);
		this.bytes[at + 1] = (byte) number;
	}

}
