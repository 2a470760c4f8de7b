package dev.torsion.mail.pop3.session.reply;

import java.util.concurrent.RejectedExecutionException;

import dev.torsion.mail.store.MailStoreException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What clients are told when it is not their doing. What should not happen is logged.
 */
public final class Failures {

	private static final Log logger = LogFactory.getLog(Failures.class);

	private Failures() {
	}

	/**
	 * The reply to a command that has failed.
	 * @param verb what was to be done, for the log
	 * @param cause what has failed
	 * @return the reply
	 */
	public static Pop3Reply of(String verb, Throwable cause) {
		if (cause instanceof MailStoreException failure) {
			return reply(failure.reason());
		}
		if (cause instanceof RejectedExecutionException) {
			logger.warn("There is too much to do on network.blocking to run " + verb);
			return Pop3Reply.error(ResponseCode.SYS_TEMP, "Too busy, try again later");
		}
		logger.error("Failed to run " + verb, cause);
		return Pop3Reply.error(ResponseCode.SYS_TEMP, "Something is wrong here, try again later");
	}

	private static Pop3Reply reply(MailStoreException.Reason reason) {
		return switch (reason) {
			case GONE -> Pop3Reply.error("The message is not there any more");
			case NO_MAILBOX, BAD_NAME -> Pop3Reply.error(ResponseCode.SYS_PERM, "There is no maildrop");
			case EXISTS, LIMIT -> Pop3Reply.error(ResponseCode.SYS_TEMP, "The maildrop cannot be used now");
		};
	}

}
