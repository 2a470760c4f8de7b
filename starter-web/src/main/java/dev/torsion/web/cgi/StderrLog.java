package dev.torsion.web.cgi;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;

/**
 * Puts what a program writes to its standard error into the log, line by line up to a
 * limit. The rest is read and dropped, because unread it would make the program wait.
 */
final class StderrLog {

	private static final Log logger = LogFactory.getLog("dev.torsion.web.cgi.stderr");

	private static final int LONGEST_LINE = 4096;

	private final String script;

	private final StringBuilder line = new StringBuilder();

	private int left;

	private StderrLog(String script, int limit) {
		this.script = script;
		this.left = limit;
	}

	static void of(String script, int limit, Flux<ByteBuf> errors) {
		StderrLog log = new StderrLog(script, limit);
		errors.subscribe(log::add, (ex) -> {
		}, log::end);
	}

	private void add(ByteBuf bytes) {
		int length = Math.min(this.left, bytes.readableBytes());
		if (length > 0) {
			// Byte by byte: what comes in two pieces may be cut within a character.
			bytes.readCharSequence(length, StandardCharsets.ISO_8859_1).chars().forEach(this::add);
			this.left -= length;
			if (this.left == 0) {
				end();
				logger.warn(this.script + ": more was written to standard error than is logged");
			}
		}
		bytes.release();
	}

	private void add(int octet) {
		if (octet == '\n' || this.line.length() == LONGEST_LINE) {
			end();
		}
		if (octet >= ' ' && octet < 0x7f) {
			this.line.append((char) octet);
		}
		else if (octet != '\n' && octet != '\r') {
			this.line.append(String.format("\\x%02x", octet));
		}
	}

	private void end() {
		if (!this.line.isEmpty()) {
			logger.warn(this.script + ": " + this.line);
			this.line.setLength(0);
		}
	}

}
