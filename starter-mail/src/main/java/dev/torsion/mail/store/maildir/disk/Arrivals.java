package dev.torsion.mail.store.maildir.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.store.maildir.file.MaildirFiles;

import org.springframework.util.FileSystemUtils;

/**
 * Where the messages of a mailbox arrive: without a look at what is there already, but
 * for how many they are.
 */
public final class Arrivals {

	/** When what lies in {@code tmp} has been forgotten, as everybody has it. */
	private static final Duration FORGOTTEN = Duration.ofHours(36);

	/** How often a mailbox that seems to be full is looked at, at most. */
	private static final Duration RECOUNT = Duration.ofMinutes(1);

	private static final SmtpReply FULL = new SmtpReply(452, "4.2.2", "Mailbox full");

	private final Path mailbox;

	private final Path temporary;

	private final boolean isInbox;

	private final FolderSettings settings;

	private final Runnable arrived;

	private final CommitLane fresh;

	private final CommitLane seen;

	/** How many messages there are, with those that are arriving; -1 if not known. */
	private final AtomicInteger messages = new AtomicInteger(-1);

	private volatile Instant counted = Instant.EPOCH;

	/**
	 * Prepares to take messages.
	 * @param mailbox the folder of the mailbox
	 * @param isInbox whether it is the INBOX, which has no mark of its own
	 * @param settings what all mailboxes have in common
	 * @param arrived told when messages have arrived
	 */
	public Arrivals(Path mailbox, boolean isInbox, FolderSettings settings, Runnable arrived) {
		this.mailbox = mailbox;
		this.temporary = mailbox.resolve("tmp");
		this.isInbox = isInbox;
		this.settings = settings;
		this.arrived = arrived;
		this.fresh = new CommitLane(mailbox.resolve("new"), settings);
		this.seen = new CommitLane(mailbox.resolve("cur"), settings);
	}

	/**
	 * Where messages without flags go.
	 * @return the lane of {@code new}
	 */
	public CommitLane fresh() {
		return this.fresh;
	}

	/**
	 * Where messages with flags go.
	 * @return the lane of {@code cur}
	 */
	public CommitLane seen() {
		return this.seen;
	}

	/**
	 * Makes a file that is being written, with a name of its own, and the mailbox if
	 * there is none; blocks.
	 * @param <T> what comes of that
	 * @param making makes the file
	 * @return what comes of that
	 * @throws IOException if the mailbox cannot be made, or the file
	 */
	public <T> T temporary(Making<T> making) throws IOException {
		Path file = this.temporary.resolve(this.settings.names().next());
		try {
			return making.make(file);
		}
		catch (NoSuchFileException ex) {
			make();
			return making.make(file);
		}
	}

	/**
	 * Makes the folders of the mailbox, as far as they are not there; blocks.
	 * @throws IOException if that fails
	 */
	public void make() throws IOException {
		MaildirFiles.makeMailbox(this.mailbox, this.isInbox);
	}

	/**
	 * Takes room for one message; blocks.
	 * @throws IOException if the mailbox cannot be read
	 * @throws MailRefusedException if it is full
	 */
	public void reserve() throws IOException {
		if (this.messages.get() < 0) {
			this.messages.compareAndSet(-1, count());
		}
		if (!hasTakenRoom() && !(hasCountedAgain() && hasTakenRoom())) {
			throw new MailRefusedException(FULL);
		}
	}

	private boolean hasTakenRoom() {
		int limit = this.settings.maxMessages();
		return this.messages.getAndUpdate((count) -> (count < limit) ? count + 1 : count) < limit;
	}

	/** Other programs remove messages as well; to count many takes time. */
	private boolean hasCountedAgain() throws IOException {
		Instant now = this.settings.clock().instant();
		if (now.isBefore(this.counted.plus(RECOUNT))) {
			return false;
		}
		this.messages.set(count());
		return true;
	}

	/**
	 * Gives the room for one message back.
	 */
	public void release() {
		this.messages.updateAndGet((count) -> (count > 0) ? count - 1 : count);
	}

	/**
	 * A message is there.
	 */
	public void arrived() {
		this.arrived.run();
	}

	/**
	 * Somebody has looked how many messages there are.
	 * @param now how many
	 */
	public void counted(int now) {
		this.messages.set(now);
	}

	/**
	 * Whether messages are arriving.
	 * @return whether they are
	 */
	public boolean isBusy() {
		return this.fresh.isBusy() || this.seen.isBusy();
	}

	private int count() throws IOException {
		this.counted = this.settings.clock().instant();
		return count("new") + count("cur");
	}

	private int count(String folder) throws IOException {
		int count = 0;
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.mailbox.resolve(folder))) {
			for (Path file : files) {
				count++;
			}
		}
		catch (NoSuchFileException ex) {
			return 0;
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		return count;
	}

	/**
	 * Removes what others, or we, have begun to write long ago and never finished.
	 * Blocks.
	 * @throws IOException if that cannot be looked for
	 */
	public void clean() throws IOException {
		Instant limit = this.settings.clock().instant().minus(FORGOTTEN);
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.temporary)) {
			for (Path file : files) {
				if (changed(file).isBefore(limit)) {
					FileSystemUtils.deleteRecursively(file);
				}
			}
		}
		catch (NoSuchFileException ex) {
			// The mailbox has not been made, or the file was removed by somebody else
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * A message that is about to be delivered may have been received, as it says, long
	 * ago.
	 */
	private static Instant changed(Path file) throws IOException {
		boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
		Object changed = unix ? Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
				: Files.getAttribute(file, "creationTime", LinkOption.NOFOLLOW_LINKS);
		return ((FileTime) changed).toInstant();
	}

	/**
	 * Makes a file.
	 *
	 * @param <T> what comes of that
	 */
	@FunctionalInterface
	public interface Making<T> {

		/**
		 * Makes the file.
		 * @param file where, in a folder that may not be there
		 * @return what comes of that
		 * @throws IOException if that fails
		 */
		T make(Path file) throws IOException;

	}

}
