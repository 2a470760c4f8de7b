package dev.torsion.mail.pop3.session;

import dev.torsion.mail.store.MailStoreException;

/**
 * What clients are told when it is not their doing.
 */
final class Failures {

	/** Something that should not happen: it is in the log. */
	static final Pop3Reply OURS = Pop3Reply.error(ResponseCode.SYS_TEMP, "Something is wrong here, try again later");

	private Failures() {
	}

	static Pop3Reply reply(MailStoreException failure) {
		return switch (failure.reason()) {
			case GONE -> Pop3Reply.error("The message is not there any more");
			case NO_MAILBOX, BAD_NAME -> Pop3Reply.error(ResponseCode.SYS_PERM, "There is no maildrop");
			case EXISTS, LIMIT -> Pop3Reply.error(ResponseCode.SYS_TEMP, "The maildrop cannot be used now");
		};
	}

}
