package dev.torsion.names.store.file;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The lines of a zone that is written in the configuration.
 */
final class TextLines implements Lines {

	private final String zone;

	private final List<String> lines;

	private int next;

	TextLines(String zone, List<String> lines) {
		this.zone = zone;
		this.lines = lines;
	}

	@Override
	public byte @Nullable [] next() {
		if (this.next == this.lines.size()) {
			return null;
		}
		String line = this.lines.get(this.next++).strip();
		if (line.startsWith("$") || line.contains("\n")) {
			throw new ZoneFileException(where(), "Is no record in one line");
		}
		byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
		if (Lines.open(0, bytes) != 0) {
			throw new ZoneFileException(where(), "A parenthesis is not closed");
		}
		return bytes;
	}

	@Override
	public String where() {
		return "records[" + Math.max(0, this.next - 1) + "] of zone " + this.zone;
	}

}
