package dev.torsion.mail.store.maildir.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.mail.store.Flag;
import dev.torsion.mail.store.StoredMessage;
import dev.torsion.mail.store.maildir.file.IndexFile;
import dev.torsion.mail.store.maildir.file.KeywordList;
import dev.torsion.mail.store.maildir.file.MessageName;
import dev.torsion.mail.store.maildir.file.UidList;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of files: from what is known already as far as possible, because each
 * look at a file takes time.
 */
final class EntryReader {

	private static final int RUN = 64 * 1024;

	private final Path mailbox;

	/** Flags are the same for most messages. */
	private final Map<String, Set<String>> keywordSets = new HashMap<>();

	EntryReader(Path mailbox) {
		this.mailbox = mailbox;
	}

	/**
	 * The messages, by UID. Those that are new or have changed have the next MODSEQ.
	 */
	List<Entry> read(@Nullable FolderState before, UidList uids, KeywordList keywords, Map<String, Entry.Found> files,
			StateKeeper keeper) throws IOException {
		this.keywordSets.clear();
		Map<Long, IndexFile.Record> index = (before != null) ? Map.of() : keeper.index(uids.uidValidity());
		long next = keeper.nextModSeq();
		List<Entry> entries = new ArrayList<>(files.size());
		for (Entry.Found file : files.values()) {
			UidList.Record record = uids.records().get(file.name().base());
			if (record == null) {
				continue;
			}
			Entry old = (before != null) ? before.find(record.uid()) : null;
			Set<String> words = this.keywordSets.computeIfAbsent(file.name().letters(), keywords::keywords);
			boolean same = old != null && old.file().name().base().equals(record.base());
			Entry entry = (old != null && same) ? changed(old, file, words, next)
					: added(record, file, words, index.get(record.uid()), next);
			if (entry != null) {
				entries.add(entry);
			}
		}
		return FolderSync.sorted(entries);
	}

	private static Entry changed(Entry old, Entry.Found file, Set<String> words, long next) {
		StoredMessage about = old.about();
		Set<Flag> flags = file.name().flags();
		if (about.flags().equals(flags) && about.keywords().equals(words)) {
			return old.file().equals(file) ? old : new Entry(file, about);
		}
		return new Entry(file,
				new StoredMessage(about.uid(), next, about.guid(), about.size(), about.received(), flags, words));
	}

	/** Nothing if the file is not there any more. */
	private @Nullable Entry added(UidList.Record record, Entry.Found file, Set<String> words,
			IndexFile.@Nullable Record known, long next) throws IOException {
		try {
			long size = (known != null) ? known.size() : size(file, record);
			Instant received = (known != null) ? Instant.ofEpochMilli(known.received())
					: Files.getLastModifiedTime(file.path(this.mailbox)).toInstant().truncatedTo(ChronoUnit.MILLIS);
			long modSeq = (known != null && known.state() == Entry.state(file.name())) ? known.modSeq() : next;
			return new Entry(file,
					new StoredMessage(record.uid(), modSeq, record.guid(), size, received, file.name().flags(), words));
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	private long size(Entry.Found file, UidList.Record record) throws IOException {
		MessageName name = file.name();
		if (name.isRaw() && name.bytes() >= 0) {
			return name.bytes();
		}
		if (!name.isRaw() && name.lineBytes() >= 0) {
			return name.lineBytes();
		}
		return (record.lineBytes() >= 0) ? record.lineBytes() : count(file.path(this.mailbox), name.isRaw());
	}

	/** The size for the list, where the name has none. */
	List<String> sizeField(Entry.@Nullable Found file) throws IOException {
		if (file == null || file.name().lineBytes() >= 0) {
			return List.of();
		}
		try {
			return List.of("W" + count(file.path(this.mailbox), false));
		}
		catch (NoSuchFileException ex) {
			return List.of();
		}
	}

	static long count(Path file, boolean raw) throws IOException {
		if (raw) {
			return Files.size(file);
		}
		long size = 0;
		byte last = 0;
		ByteBuffer run = ByteBuffer.allocate(RUN);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			while (channel.read(run.clear()) >= 0) {
				run.flip();
				size += run.remaining();
				while (run.hasRemaining()) {
					byte next = run.get();
					size += (next == '\n' && last != '\r') ? 1 : 0;
					last = next;
				}
			}
		}
		return size;
	}

}
