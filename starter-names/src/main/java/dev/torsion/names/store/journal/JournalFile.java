package dev.torsion.names.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A file to which changes are appended, each on the disk before it counts. One that was
 * not written to its end is as if it had never been there. Its methods block; to be used
 * by one thread at a time.
 *
 * <pre>
 * | "TORSION" and a version | length | CRC-32 | change | length | CRC-32 | change | ...
 * </pre>
 */
final class JournalFile {

	private static final byte[] MAGIC = { 'T', 'O', 'R', 'S', 'I', 'O', 'N', 1 };

	private static final int FIXED = 8;

	private final Path path;

	private long size;

	JournalFile(Path path) {
		this.path = path;
	}

	/** How long the file is, in bytes. */
	long size() {
		return this.size;
	}

	/**
	 * Reads all changes.
	 * @throws IOException if the file cannot be read, or is damaged elsewhere than at its
	 * end
	 */
	List<ZoneChange> read() throws IOException {
		List<ZoneChange> changes = new ArrayList<>();
		if (Files.notExists(this.path)) {
			return changes;
		}
		ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(this.path));
		if (in.remaining() < MAGIC.length) {
			this.size = 0;
			return changes;
		}
		if (!ByteBuffer.wrap(MAGIC).equals(in.slice(0, MAGIC.length))) {
			throw new IOException(this.path + " is no journal of a zone");
		}
		in.position(MAGIC.length);
		this.size = in.position();
		while (in.remaining() >= FIXED) {
			int length = in.getInt();
			int sum = in.getInt();
			if (length < 0 || length > in.remaining()) {
				break;
			}
			byte[] bytes = new byte[length];
			in.get(bytes);
			if (sum != sum(bytes)) {
				if (in.hasRemaining()) {
					throw new IOException(this.path + " is damaged at byte " + this.size);
				}
				break;
			}
			changes.add(change(bytes));
			this.size = in.position();
		}
		return changes;
	}

	private ZoneChange change(byte[] bytes) throws IOException {
		try {
			return ZoneChange.of(bytes);
		}
		catch (RuntimeException ex) {
			throw new IOException(this.path + " is damaged at byte " + this.size, ex);
		}
	}

	/**
	 * Appends a change; when this returns it is on the disk.
	 * @throws IOException if it cannot be written; then the file is as before
	 */
	void append(ZoneChange change) throws IOException {
		boolean isNew = this.size == 0;
		try (FileChannel channel = FileChannel.open(this.path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			channel.truncate(this.size);
			channel.position(this.size);
			try {
				write(channel, isNew, change);
				channel.force(false);
			}
			catch (IOException ex) {
				channel.truncate(this.size);
				throw ex;
			}
			this.size = channel.position();
		}
		if (isNew) {
			sync(this.path.resolveSibling(""));
		}
	}

	/** Puts one change in the place of all. */
	void replace(ZoneChange change) throws IOException {
		Path written = this.path.resolveSibling(this.path.getFileName() + ".new");
		Files.deleteIfExists(written);
		JournalFile other = new JournalFile(written);
		other.append(change);
		Files.move(written, this.path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
		sync(this.path.resolveSibling(""));
		this.size = other.size;
	}

	private static void write(FileChannel channel, boolean isNew, ZoneChange change) throws IOException {
		byte[] bytes = change.toBytes();
		ByteBuffer out = ByteBuffer.allocate((isNew ? MAGIC.length : 0) + FIXED + bytes.length);
		if (isNew) {
			out.put(MAGIC);
		}
		out.putInt(bytes.length).putInt(sum(bytes)).put(bytes).flip();
		while (out.hasRemaining()) {
			channel.write(out);
		}
	}

	/** So that the name of a new file is on the disk too. */
	private static void sync(Path folder) throws IOException {
		try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	private static int sum(byte[] bytes) {
		CRC32 sum = new CRC32();
		sum.update(bytes);
		return (int) sum.getValue();
	}

}
