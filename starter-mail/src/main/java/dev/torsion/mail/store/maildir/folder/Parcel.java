package dev.torsion.mail.store.maildir.folder;

import java.nio.file.Path;
import java.util.List;

import dev.torsion.mail.store.StoredMessage;
import dev.torsion.mail.store.maildir.file.MessageName;
import dev.torsion.mail.store.maildir.file.UidList;

/**
 * A message on its way from one mailbox to another.
 *
 * @param about what is known of it in the first
 * @param name its name there
 * @param file where its file is there
 */
public record Parcel(StoredMessage about, MessageName name, Path file) {

	/** Its line on the list of the other mailbox. */
	UidList.Record record(long uid, String base) {
		String guid = "G" + this.about.guid();
		boolean sized = this.name.lineBytes() >= 0;
		return new UidList.Record(uid, sized ? List.of(guid) : List.of("W" + this.about.size(), guid), base);
	}

}
