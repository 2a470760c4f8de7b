package dev.torsion.mail.store.maildir.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * {@code torsion-index}: what of a mailbox nothing else says, above all when each message
 * was last changed. Records are appended, and the last one of a message counts; one that
 * is not whole ends the file. May be removed at any time: then all messages count as
 * changed.
 *
 * <pre>
 * | "TORSIDX" 1 | UIDVALIDITY 8 | record | record | ...
 * record: | UID 8 | MODSEQ 8 | size 8 | received, ms 8 | flags and keywords 8 | CRC-32 4 |
 * </pre>
 *
 * An expunged message has size -1. Used by one thread at a time.
 */
public final class IndexFile {

	private static final String NAME = "torsion-index";

	private static final long MAGIC = 0x544f525349445801L;

	private static final int HEADER = 16;

	private static final int RECORD = 44;

	/** Files with fewer records are not worth being written anew. */
	private static final int MIN_COMPACTED = 1000;

	private final Path file;

	private long records = -1;

	private long highestModSeq;

	/**
	 * Creates the file, without opening it.
	 * @param mailbox where the mailbox is
	 */
	public IndexFile(Path mailbox) {
		this.file = mailbox.resolve(NAME);
	}

	/**
	 * Reads the file.
	 * @param uidValidity the UIDVALIDITY that it has to be about
	 * @param limit how many records at most; a file with more says nothing
	 * @return what is known, by UID
	 * @throws IOException if it cannot be read
	 */
	public Map<Long, Record> read(long uidValidity, long limit) throws IOException {
		this.records = -1;
		this.highestModSeq = 0;
		ByteBuffer in = bytes(HEADER + limit * RECORD);
		Map<Long, Record> known = new HashMap<>();
		if (in.remaining() < HEADER || in.getLong() != MAGIC || in.getLong() != uidValidity) {
			return known;
		}
		long whole = 0;
		while (in.remaining() >= RECORD && in.getInt(in.position() + RECORD - 4) == sum(in)) {
			Record record = new Record(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
			in.getInt();
			whole++;
			this.highestModSeq = Math.max(this.highestModSeq, record.modSeq());
			if (record.size() < 0) {
				known.remove(record.uid());
			}
			else {
				known.put(record.uid(), record);
			}
		}
		// What comes behind a torn record would not be read
		this.records = in.hasRemaining() ? -1 : whole;
		return known;
	}

	/**
	 * The newest change that was read, of any message.
	 * @return its MODSEQ, 0 if there was none
	 */
	public long highestModSeq() {
		return this.highestModSeq;
	}

	private ByteBuffer bytes(long limit) throws IOException {
		try {
			return (Files.size(this.file) > limit) ? ByteBuffer.allocate(0)
					: ByteBuffer.wrap(Files.readAllBytes(this.file));
		}
		catch (NoSuchFileException ex) {
			return ByteBuffer.allocate(0);
		}
	}

	private static int sum(ByteBuffer in) {
		CRC32 sum = new CRC32();
		sum.update(in.slice(in.position(), RECORD - 4));
		return (int) sum.getValue();
	}

	/**
	 * Whether records can be appended, because they can be read then and the file is not
	 * much longer than it needs to be.
	 * @param more how many records
	 * @param messages how many messages there are
	 * @return whether they can; if not it has to be written anew
	 */
	public boolean canAppend(int more, int messages) {
		return this.records >= 0 && this.records + more <= Math.max(MIN_COMPACTED, 3L * messages);
	}

	/**
	 * Appends records.
	 * @param appended the records
	 * @throws IOException if that fails
	 */
	public void append(Collection<Record> appended) throws IOException {
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
			write(channel, appended);
			this.records += appended.size();
		}
		catch (NoSuchFileException ex) {
			this.records = -1;
		}
	}

	/**
	 * Writes the file anew.
	 * @param uidValidity the UIDVALIDITY
	 * @param all all records
	 * @param temporary where it is written first, beside it
	 * @throws IOException if that fails
	 */
	public void replace(long uidValidity, Collection<Record> all, Path temporary) throws IOException {
		try {
			try (FileChannel channel = MaildirFiles.create(temporary)) {
				ByteBuffer header = ByteBuffer.allocate(HEADER).putLong(MAGIC).putLong(uidValidity).flip();
				channel.write(header);
				write(channel, all);
			}
			MaildirFiles.move(temporary, this.file);
			this.records = all.size();
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	private static void write(FileChannel channel, Collection<Record> records) throws IOException {
		ByteBuffer out = ByteBuffer.allocate(Math.min(records.size(), 1000) * RECORD);
		for (Record record : records) {
			record.write(out);
			if (!out.hasRemaining()) {
				flush(channel, out);
			}
		}
		flush(channel, out);
	}

	private static void flush(FileChannel channel, ByteBuffer out) throws IOException {
		out.flip();
		while (out.hasRemaining()) {
			channel.write(out);
		}
		out.clear();
	}

	/**
	 * What is known of a message.
	 *
	 * @param uid its UID
	 * @param modSeq when it was last changed
	 * @param size its size, -1 if it is gone
	 * @param received when it was received, in milliseconds since 1970
	 * @param state its flags and keywords, as bits
	 */
	public record Record(long uid, long modSeq, long size, long received, long state) {

		/**
		 * A message that is gone.
		 * @param uid its UID
		 * @param modSeq when it was removed
		 * @return the record
		 */
		public static Record expunged(long uid, long modSeq) {
			return new Record(uid, modSeq, -1, 0, 0);
		}

		private void write(ByteBuffer out) {
			int start = out.position();
			out.putLong(this.uid).putLong(this.modSeq).putLong(this.size).putLong(this.received).putLong(this.state);
			CRC32 sum = new CRC32();
			sum.update(out.slice(start, RECORD - 4));
			out.putInt((int) sum.getValue());
		}

	}

}
