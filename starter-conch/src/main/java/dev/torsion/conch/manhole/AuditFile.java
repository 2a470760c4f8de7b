package dev.torsion.conch.manhole;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/**
 * A file to which events are appended, each a line of JSON, and on the disk before what
 * it tells of happens. Made for its owner only.
 */
public final class AuditFile implements ManholeAudit {

	private final Path path;

	/**
	 * Creates the audit.
	 * @param path the file, in a folder that exists
	 */
	public AuditFile(Path path) {
		this.path = path;
	}

	@Override
	public synchronized void keep(ManholeEvent event) throws IOException {
		StringBuilder line = new StringBuilder();
		append("time", event.time().toString(), line.append('{'));
		append("type", event.type(), line.append(','));
		append("principal", event.principal(), line.append(','));
		for (Map.Entry<String, Object> entry : event.data().entrySet()) {
			append(entry.getKey(), entry.getValue(), line.append(','));
		}
		ByteBuffer bytes = ByteBuffer.wrap(line.append("}\n").toString().getBytes(StandardCharsets.UTF_8));
		// Opened anew, so that a file that was moved away is made again
		try (FileChannel file = FileChannel.open(this.path,
				Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND), ownerOnly())) {
			while (bytes.hasRemaining()) {
				file.write(bytes);
			}
			file.force(false);
		}
	}

	static FileAttribute<?>[] ownerOnly() {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
	}

	private static void append(String name, Object value, StringBuilder line) {
		quote(name, line);
		line.append(':');
		if (value instanceof Number) {
			line.append(value);
		}
		else {
			quote(value.toString(), line);
		}
	}

	private static void quote(String text, StringBuilder line) {
		line.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\\') {
				line.append('\\').append(c);
			}
			else if (c < ' ' || c == 0x7f || (c >= 0x80 && c < 0xa0) || Character.isSurrogate(c)) {
				line.append("\\u%04x".formatted((int) c));
			}
			else {
				line.append(c);
			}
		}
		line.append('"');
	}

}
