package dev.torsion.mail.store.maildir.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of a mailbox that other programs heed: {@code dovecot-uidlist.lock}, which
 * whoever makes it holds, and which says nothing if it is two minutes old or the process
 * that it names has ended.
 */
public final class DotLock implements AutoCloseable {

	private static final Duration STALE = Duration.ofSeconds(120);

	/** Those that this process has, which tells them from those of one before it. */
	private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

	private static final int MAX_LENGTH = 300;

	private final Path file;

	private DotLock(Path file) {
		this.file = file;
	}

	/**
	 * Takes the lock.
	 * @param mailbox where the mailbox is
	 * @param clock tells what is stale
	 * @return the lock
	 * @throws HeldException if somebody else has it
	 * @throws IOException if it cannot be taken
	 */
	public static DotLock take(Path mailbox, Clock clock) throws IOException {
		Path file = mailbox.resolve("dovecot-uidlist.lock");
		for (int attempt = 0; attempt < 3; attempt++) {
			try (FileChannel channel = MaildirFiles.create(file)) {
				HELD.add(file);
				MaildirFiles.write(channel, ProcessHandle.current().pid() + ":" + UniqueNames.localHost());
				return new DotLock(file);
			}
			catch (FileAlreadyExistsException ex) {
				removeStale(file, clock);
			}
		}
		throw new HeldException(file);
	}

	/** By another name first: what is removed must be what was looked at. */
	private static void removeStale(Path file, Clock clock) throws IOException {
		Path aside = file.resolveSibling("dovecot-uidlist.lock." + UUID.randomUUID());
		try {
			if (!isStale(file, clock)) {
				throw new HeldException(file);
			}
			MaildirFiles.move(file, aside);
			if (!isStale(aside, clock)) {
				Files.createLink(file, aside);
			}
		}
		catch (NoSuchFileException | FileAlreadyExistsException ex) {
			// It has just been given back, or removed by somebody else
		}
		finally {
			Files.deleteIfExists(aside);
		}
	}

	private static boolean isStale(Path file, Clock clock) throws IOException {
		return Files.getLastModifiedTime(file).toInstant().isBefore(clock.instant().minus(STALE))
				|| isOrphan(MaildirFiles.read(file, MAX_LENGTH).strip(), file);
	}

	private static boolean isOrphan(String holder, Path file) {
		int colon = holder.indexOf(':');
		if (colon < 1 || colon > 9 || !holder.substring(0, colon).chars().allMatch(Character::isDigit)
				|| !holder.substring(colon + 1).equals(UniqueNames.localHost())) {
			return false;
		}
		long pid = Long.parseLong(holder.substring(0, colon));
		return (pid == ProcessHandle.current().pid()) ? !HELD.contains(file) : ProcessHandle.of(pid).isEmpty();
	}

	/**
	 * Gives the lock back.
	 * @throws IOException if that fails
	 */
	@Override
	public void close() throws IOException {
		HELD.remove(this.file);
		Files.deleteIfExists(this.file);
	}

	/**
	 * Somebody else has the lock: to be tried again.
	 */
	public static final class HeldException extends IOException {

		private static final long serialVersionUID = 1L;

		HeldException(Path file) {
			super(file + " is held by another program");
		}

	}

}
