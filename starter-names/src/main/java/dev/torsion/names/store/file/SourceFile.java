package dev.torsion.names.store.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

import org.springframework.core.io.Resource;

/**
 * A file that is being read: where in it, and what holds for its next line.
 */
final class SourceFile implements AutoCloseable {

	/** The longest data of a record, each byte escaped by four, and some room. */
	private static final int MAX_LINE = 300_000;

	private final Resource resource;

	private final InputStream input;

	private int line;

	private int open;

	private boolean continues;

	private Name origin;

	private @Nullable Name owner;

	SourceFile(Resource resource, Name origin) throws IOException {
		this.resource = resource;
		this.input = new BufferedInputStream(resource.getInputStream(), 1 << 16);
		this.origin = origin;
	}

	/** The next line, with a line feed even at the end of the file. */
	byte @Nullable [] next() throws IOException {
		boolean inRecord = this.open > 0;
		byte[] next = read();
		if (next != null) {
			this.continues = inRecord;
			this.open = Lines.open(this.open, next);
		}
		else if (inRecord) {
			throw new ZoneFileException(where(), "A parenthesis is not closed");
		}
		return next;
	}

	/** Whether the latest line goes on with a record. */
	boolean continues() {
		return this.continues;
	}

	private byte @Nullable [] read() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
		this.line++;
		for (int letter = this.input.read(); letter >= 0; letter = this.input.read()) {
			bytes.write(letter);
			if (letter == '\n') {
				return bytes.toByteArray();
			}
			if (bytes.size() > MAX_LINE) {
				throw new ZoneFileException(where(), "A line is too long");
			}
		}
		if (bytes.size() == 0) {
			return null;
		}
		bytes.write('\n');
		return bytes.toByteArray();
	}

	String where() {
		return describe(this.resource) + ":" + this.line;
	}

	static String describe(Resource resource) {
		try {
			return resource.isFile() ? resource.getFile().toString() : resource.getDescription();
		}
		catch (IOException ex) {
			return resource.getDescription();
		}
	}

	Resource resource() {
		return this.resource;
	}

	Name origin() {
		return this.origin;
	}

	void origin(Name name) {
		this.origin = name;
	}

	/** Whom the last record before an included file belongs to. */
	@Nullable Name owner() {
		return this.owner;
	}

	void owner(@Nullable Name name) {
		this.owner = name;
	}

	@Override
	public void close() {
		try {
			this.input.close();
		}
		catch (IOException ex) {
			throw new ZoneFileException(where(), "Cannot be closed", ex);
		}
	}

}
