package dev.torsion.mail.store.maildir.folder;

import java.nio.file.Path;

import dev.torsion.mail.store.StoredMessage;
import dev.torsion.mail.store.maildir.file.IndexFile;
import dev.torsion.mail.store.maildir.file.MessageName;

/**
 * A message of a mailbox.
 *
 * @param file where it is
 * @param about what is known of it
 */
record Entry(Found file, StoredMessage about) {

	/** The letters whose meaning is known, as bits: flags and keywords. */
	private static final String STATES = "DFRSTabcdefghijklmnopqrstuvwxyz";

	IndexFile.Record record() {
		return new IndexFile.Record(this.about.uid(), this.about.modSeq(), this.about.size(),
				this.about.received().toEpochMilli(), state(this.file.name()));
	}

	static long state(MessageName name) {
		long state = 0;
		for (int i = 0; i < name.letters().length(); i++) {
			int bit = STATES.indexOf(name.letters().charAt(i));
			state |= (bit < 0) ? 0 : 1L << bit;
		}
		return state;
	}

	/**
	 * A file that has been found.
	 *
	 * @param name its name in parts
	 * @param text its name, as it was found
	 * @param isNew whether it is in {@code new}, not in {@code cur}
	 */
	record Found(MessageName name, String text, boolean isNew) {

		static Found of(MessageName name) {
			return new Found(name, name.toString(), false);
		}

		Path path(Path mailbox) {
			return mailbox.resolve(this.isNew ? "new" : "cur").resolve(this.text);
		}

	}

}
