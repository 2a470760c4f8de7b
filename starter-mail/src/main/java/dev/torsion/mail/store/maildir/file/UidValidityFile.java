package dev.torsion.mail.store.maildir.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;

/**
 * Gives out UIDVALIDITY values that only grow, for all mailboxes of a Maildir:
 * {@code dovecot-uidvalidity}, and an empty file that has the value in its name and is
 * renamed to take the next.
 */
public final class UidValidityFile {

	private static final String NAME = "dovecot-uidvalidity";

	private static final int ATTEMPTS = 20;

	private static final int MAX_LENGTH = 100;

	private UidValidityFile() {
	}

	/**
	 * Takes the next value.
	 * @param root the root of the Maildir
	 * @param clock tells the time, the least value there is
	 * @return the value
	 * @throws IOException if that fails
	 */
	public static long next(Path root, Clock clock) throws IOException {
		long written = hexadecimal(MaildirFiles.read(root.resolve(NAME), MAX_LENGTH).strip());
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			long last = Math.max(0, greatest(root));
			long next = Math.max(clock.instant().getEpochSecond(), Math.max(last, written) + 1 + attempt);
			if (take(root, last, next)) {
				Path temporary = root.resolve(String.format("%s.%08x.tmp", NAME, next));
				MaildirFiles.replace(root.resolve(NAME), String.format("%08x", next), temporary);
				return next;
			}
		}
		throw new IOException("No UIDVALIDITY can be taken in " + root);
	}

	private static boolean take(Path root, long last, long next) throws IOException {
		Path before = root.resolve(String.format("%s.%08x", NAME, last));
		Path after = root.resolve(String.format("%s.%08x", NAME, next));
		try {
			if (last > 0) {
				Files.createLink(after, before);
				Files.delete(before);
			}
			else {
				Files.createFile(after,
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--r--r--")));
			}
			return true;
		}
		catch (FileAlreadyExistsException | NoSuchFileException ex) {
			return false;
		}
	}

	private static long greatest(Path root) throws IOException {
		long greatest = -1;
		try (DirectoryStream<Path> files = Files.newDirectoryStream(root, NAME + ".*")) {
			for (Path file : files) {
				greatest = Math.max(greatest, hexadecimal(file.getFileName().toString().substring(NAME.length() + 1)));
			}
		}
		return greatest;
	}

	private static long hexadecimal(String text) {
		boolean good = text.length() == 8 && text.chars().allMatch((letter) -> Character.digit(letter, 16) >= 0);
		return good ? Long.parseLong(text, 16) : -1;
	}

}
