package dev.torsion.mail.store.maildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells a disk that is full from one that fails: clients are told to come again, and
 * there is nothing to be mended in the code.
 */
final class DiskFull {

	private static final Log logger = LogFactory.getLog(DiskFull.class);

	private static final SmtpReply FULL = new SmtpReply(452, "4.3.1", "Insufficient system storage");

	/**
	 * What systems say, unless in the language of the user; of quotas nothing else tells.
	 */
	private static final List<String> MESSAGES = List.of("No space left on device", "Disk quota exceeded");

	private static final long LITTLE = 64 * 1024;

	private DiskFull() {
	}

	/**
	 * Explains a failure; blocks.
	 * @param failure what has failed
	 * @param folder where
	 * @return the failure, or why the message is refused
	 */
	static Exception explained(IOException failure, Path folder) {
		String message = String.valueOf(failure.getMessage());
		if (MESSAGES.stream().noneMatch(message::endsWith) && !hasLittleLeft(folder)) {
			return failure;
		}
		logger.warn("There is no room for a message in " + folder + ": " + message);
		return new MailRefusedException(FULL);
	}

	private static boolean hasLittleLeft(Path folder) {
		try {
			return Files.getFileStore(folder).getUsableSpace() < LITTLE;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
