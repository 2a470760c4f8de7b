package dev.torsion.conch.scp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What is to be sent, and whether anything has failed so far.
 */
final class ScpReplies {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private boolean failed;

	void ok() {
		this.bytes.write(0);
	}

	void line(String line) {
		this.bytes.writeBytes(line.getBytes(StandardCharsets.UTF_8));
	}

	void warn(String text) {
		failed();
		this.bytes.writeBytes(ScpMessages.warning(text));
	}

	void failed() {
		this.failed = true;
	}

	boolean isEmpty() {
		return this.bytes.size() == 0;
	}

	@Nullable ByteBuffer take() {
		if (isEmpty()) {
			return null;
		}
		ByteBuffer taken = ByteBuffer.wrap(this.bytes.toByteArray());
		this.bytes.reset();
		return taken;
	}

	int status() {
		return this.failed ? 1 : 0;
	}

}
