package dev.torsion.mail.store.maildir.folder;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.mail.store.maildir.disk.FolderSettings;
import dev.torsion.mail.store.maildir.file.DotLock;
import dev.torsion.mail.store.maildir.file.KeywordList;
import dev.torsion.mail.store.maildir.file.MaildirFiles;
import dev.torsion.mail.store.maildir.file.MessageName;
import dev.torsion.mail.store.maildir.file.UidList;

/**
 * Takes messages of other mailboxes in: copies are links to the same file, and what is
 * moved is renamed, so that it is never in both. Their UIDs are on the list before they
 * are there.
 */
final class Transfer {

	private final Path mailbox;

	private final FolderSettings settings;

	private final FolderLists lists;

	Transfer(Path mailbox, FolderSettings settings, FolderLists lists) {
		this.mailbox = mailbox;
		this.settings = settings;
		this.lists = lists;
	}

	/**
	 * Copies all, or none.
	 * @throws NoSuchFileException if one is not where it was
	 */
	Map<Long, Long> copy(List<Parcel> parcels) throws IOException {
		addKeywords(parcels);
		List<Path> copies = new ArrayList<>();
		try (DotLock lock = this.lists.lock()) {
			for (Parcel parcel : parcels) {
				copies.add(MaildirFiles.link(parcel.file(), temporary()));
			}
			List<UidList.Record> records = record(parcels);
			for (int i = 0; i < copies.size(); i++) {
				MaildirFiles.move(copies.get(i), target(parcels.get(i), records.get(i).base()));
			}
			sync(Set.of(this.mailbox.resolve("cur")));
			return uids(parcels, records, Set.of());
		}
		finally {
			for (Path copy : copies) {
				Files.deleteIfExists(copy);
			}
		}
	}

	/** Moves those that are where they were. */
	Map<Long, Long> move(List<Parcel> parcels) throws IOException {
		addKeywords(parcels);
		Set<Parcel> lost = new HashSet<>();
		Set<Path> folders = new HashSet<>(Set.of(this.mailbox.resolve("cur")));
		try (DotLock lock = this.lists.lock()) {
			List<UidList.Record> records = record(parcels);
			for (int i = 0; i < parcels.size(); i++) {
				Parcel parcel = parcels.get(i);
				try {
					move(parcel.file(), target(parcel, records.get(i).base()));
					folders.add(parcel.file().resolveSibling(""));
				}
				catch (NoSuchFileException ex) {
					lost.add(parcel);
				}
			}
			sync(folders);
			return uids(parcels, records, lost);
		}
	}

	private void addKeywords(List<Parcel> parcels) throws IOException {
		Set<String> keywords = new HashSet<>();
		parcels.forEach((parcel) -> keywords.addAll(parcel.about().keywords()));
		this.lists.addKeywords(keywords);
	}

	private List<UidList.Record> record(List<Parcel> parcels) throws IOException {
		this.lists.refresh();
		long uid = this.lists.orCreate().uidNext();
		if (uid + parcels.size() > UidList.MAX) {
			throw new IOException("There are no UIDs left");
		}
		List<UidList.Record> records = new ArrayList<>();
		for (Parcel parcel : parcels) {
			String base = this.settings.names().next() + MessageName.sizes(parcel.name().base());
			records.add(parcel.record(uid++, base));
		}
		this.lists.add(records);
		return records;
	}

	private Path target(Parcel parcel, String base) {
		KeywordList keywords = this.lists.keywords();
		MessageName plain = new MessageName(base, "", parcel.name().rest());
		return Entry.Found
			.of(plain.with(parcel.about().flags(), keywords.letters(parcel.about().keywords()), keywords.letters()))
			.path(this.mailbox);
	}

	private void move(Path from, Path to) throws IOException {
		try {
			MaildirFiles.move(from, to);
		}
		catch (AtomicMoveNotSupportedException ex) {
			MaildirFiles.move(MaildirFiles.link(from, temporary()), to);
			Files.delete(from);
		}
	}

	private void sync(Set<Path> folders) throws IOException {
		if (this.settings.fsync()) {
			for (Path folder : folders) {
				MaildirFiles.sync(folder);
			}
		}
	}

	private Path temporary() {
		return this.mailbox.resolve("tmp").resolve(this.settings.names().next());
	}

	private static Map<Long, Long> uids(List<Parcel> parcels, List<UidList.Record> records, Set<Parcel> lost) {
		Map<Long, Long> uids = new LinkedHashMap<>();
		for (int i = 0; i < parcels.size(); i++) {
			if (!lost.contains(parcels.get(i))) {
				uids.put(parcels.get(i).about().uid(), records.get(i).uid());
			}
		}
		return uids;
	}

}
