package dev.torsion.names.differential.query;

import java.io.ByteArrayOutputStream;

/**
 * Writes messages, wrong ones too.
 */
final class MessageWriter {

	private static final int OPT = 41;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	MessageWriter header(int id, int flags, int questions, int answers, int additional) {
		return u16(id).u16(flags).u16(questions).u16(answers).u16(0).u16(additional);
	}

	MessageWriter question(byte[] name, int type, int dclass) {
		return raw(name).u16(type).u16(dclass);
	}

	MessageWriter opt(byte[] owner, int payload, int ttl, byte[] options) {
		return raw(owner).u16(OPT).u16(payload).u16(ttl >>> 16).u16(ttl & 0xffff).u16(options.length).raw(options);
	}

	MessageWriter option(int code, byte[] data) {
		return u16(code).u16(data.length).raw(data);
	}

	MessageWriter u16(int value) {
		this.bytes.write(value >>> 8);
		this.bytes.write(value);
		return this;
	}

	MessageWriter raw(byte[] data) {
		this.bytes.writeBytes(data);
		return this;
	}

	byte[] toByteArray() {
		return this.bytes.toByteArray();
	}

}
