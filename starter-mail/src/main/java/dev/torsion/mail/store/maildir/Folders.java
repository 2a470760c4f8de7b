package dev.torsion.mail.store.maildir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.mail.store.maildir.disk.FolderSettings;
import dev.torsion.mail.store.maildir.folder.Folder;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes that are in use or were of late, one object each. Safe to use from any
 * thread.
 */
final class Folders {

	private static final int MAX_FOLDERS = 10_000;

	/** How many more than have come are looked at in search of some to drop. */
	private static final int MORE_LOOKS = 100;

	/**
	 * To know what all of them weigh takes a look at each: there is one whenever they
	 * have grown by this part.
	 */
	private static final int PART = 16;

	private final Map<Path, Folder> folders = new LinkedHashMap<>(16, 0.75f, true);

	private final FolderSettings settings;

	private final int maxMessages;

	private int added;

	Folders(FolderSettings settings, int maxMessages) {
		this.settings = settings;
		this.maxMessages = maxMessages;
	}

	synchronized Folder get(Path path, Path root) {
		Folder folder = this.folders.get(path);
		if (folder == null) {
			if (++this.added * PART > this.folders.size()) {
				dropUnused();
				this.added = 0;
			}
			folder = new Folder(path, root, this.settings);
			this.folders.put(path, folder);
		}
		return folder;
	}

	private void dropUnused() {
		long messages = 0;
		for (Folder folder : this.folders.values()) {
			messages += folder.weight();
		}
		List<Path> dropped = new ArrayList<>();
		int looks = 0;
		for (Map.Entry<Path, Folder> eldest : this.folders.entrySet()) {
			boolean fits = messages <= this.maxMessages && this.folders.size() - dropped.size() < MAX_FOLDERS;
			if (fits || ++looks > this.added + MORE_LOOKS) {
				break;
			}
			if (eldest.getValue().isUnused()) {
				messages -= eldest.getValue().weight();
				dropped.add(eldest.getKey());
			}
		}
		dropped.forEach(this.folders::remove);
	}

	synchronized @Nullable Folder remove(Path path) {
		return this.folders.remove(path);
	}

	synchronized int size() {
		return this.folders.size();
	}

}
