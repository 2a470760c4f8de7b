package dev.torsion.mail.store.maildir;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.torsion.mail.store.MailStoreException;
import dev.torsion.mail.store.MailStoreException.Reason;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.mail.store.maildir.file.FolderNames;
import dev.torsion.mail.store.maildir.file.MaildirFiles;
import dev.torsion.mail.store.maildir.file.SubscriptionList;

import org.springframework.util.FileSystemUtils;

/**
 * The mailboxes of a Maildir as folders, and the subscriptions. Its methods block.
 */
final class FolderTree {

	private static final int MAX_SUBSCRIPTION = 1100;

	private static final int STRIPES = 64;

	private final int maxMailboxes;

	/** What changes the mailboxes of one owner is done one at a time. */
	private final List<Object> locks;

	FolderTree(int maxMailboxes) {
		this.maxMailboxes = maxMailboxes;
		List<Object> all = new ArrayList<>();
		for (int i = 0; i < STRIPES; i++) {
			all.add(new Object());
		}
		this.locks = List.copyOf(all);
	}

	private Object lock(Path root) {
		return this.locks.get(Math.floorMod(root.hashCode(), STRIPES));
	}

	/** The names of all mailboxes but the INBOX. */
	List<String> list(Path root) throws IOException {
		Set<String> names = new TreeSet<>();
		try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, ".*")) {
			for (Path folder : folders) {
				String name = FolderNames.name(folder.getFileName().toString());
				if (name != null && !name.equals(MailboxName.INBOX) && Files.isDirectory(folder.resolve("cur"))
						&& names.size() < this.maxMailboxes) {
					names.add(name);
				}
			}
		}
		catch (NoSuchFileException ex) {
			return List.of();
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		return List.copyOf(names);
	}

	Path create(Path path, Path root) throws IOException {
		synchronized (lock(root)) {
			if (Files.exists(path.resolve("cur"))) {
				throw exists();
			}
			if (list(root).size() >= this.maxMailboxes) {
				throw new MailStoreException(Reason.LIMIT, "There are too many mailboxes");
			}
			MaildirFiles.makeMailbox(root, true);
			MaildirFiles.makeMailbox(path, false);
			return path;
		}
	}

	/** By another name first, so that it is gone at once, or not at all. */
	Path delete(Path path, Path root, String unique) throws IOException {
		Path aside = root.resolve("tmp").resolve("deleted-" + unique);
		synchronized (lock(root)) {
			if (!Files.isDirectory(path.resolve("cur"))) {
				throw noMailbox();
			}
			MaildirFiles.move(path, aside);
			MaildirFiles.sync(root);
		}
		FileSystemUtils.deleteRecursively(aside);
		return path;
	}

	/** Those that have other names now, by their old paths. */
	List<Path> rename(Path from, Path to, Path root) throws IOException {
		synchronized (lock(root)) {
			if (!Files.isDirectory(from.resolve("cur"))) {
				throw noMailbox();
			}
			Map<Path, Path> renamed = new LinkedHashMap<>();
			renamed.put(from, to);
			try (DirectoryStream<Path> below = Files.newDirectoryStream(root, (path) -> isBelow(path, from))) {
				for (Path path : below) {
					String rest = path.getFileName().toString().substring(from.getFileName().toString().length());
					renamed.put(path, to.resolveSibling(to.getFileName() + rest));
				}
			}
			for (Path target : renamed.values()) {
				if (Files.exists(target)) {
					throw exists();
				}
			}
			for (Map.Entry<Path, Path> each : renamed.entrySet()) {
				MaildirFiles.move(each.getKey(), each.getValue());
			}
			MaildirFiles.sync(root);
			return List.copyOf(renamed.keySet());
		}
	}

	private static boolean isBelow(Path path, Path parent) {
		return path.getFileName().toString().startsWith(parent.getFileName() + ".");
	}

	Set<String> subscriptions(Path root) throws IOException {
		return SubscriptionList.parse(MaildirFiles.read(root.resolve("subscriptions"), limit()));
	}

	private int limit() {
		return (int) Math.min(Integer.MAX_VALUE - 16, 1024 + 2L * MAX_SUBSCRIPTION * this.maxMailboxes);
	}

	Set<String> subscribe(Path root, String name, boolean subscribed, String unique) throws IOException {
		synchronized (lock(root)) {
			Set<String> names = new TreeSet<>(subscriptions(root));
			boolean changed = subscribed ? names.add(name) : names.remove(name);
			if (subscribed && changed && names.size() > this.maxMailboxes) {
				throw new MailStoreException(Reason.LIMIT, "There are too many subscriptions");
			}
			if (changed) {
				MaildirFiles.makeMailbox(root, true);
				MaildirFiles.replace(root.resolve("subscriptions"), SubscriptionList.format(names),
						root.resolve("tmp").resolve(unique));
			}
			return names;
		}
	}

	static MailStoreException exists() {
		return new MailStoreException(Reason.EXISTS, "There is such a mailbox already");
	}

	static MailStoreException badName(String message) {
		return new MailStoreException(Reason.BAD_NAME, message);
	}

	private static MailStoreException noMailbox() {
		return new MailStoreException(Reason.NO_MAILBOX, "There is no such mailbox");
	}

}
