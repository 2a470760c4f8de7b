package dev.torsion.mail.store.maildir.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * What is done with files and folders of a Maildir: they are their owner's only.
 */
public final class MaildirFiles {

	/** The folders of a mailbox; where the last is, the others are. */
	private static final List<String> FOLDERS = List.of("new", "cur", "tmp");

	private static final FileAttribute<Set<PosixFilePermission>> FOLDER = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	private static final FileAttribute<Set<PosixFilePermission>> FILE = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

	private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

	private MaildirFiles() {
	}

	/**
	 * Makes the folders of a mailbox, as far as they are not there.
	 * @param path where the mailbox is
	 * @param isInbox whether it is the root of a Maildir
	 * @throws IOException if that fails
	 */
	public static void makeMailbox(Path path, boolean isInbox) throws IOException {
		Path existing = path;
		while (Files.notExists(existing) && existing.getParent() != null) {
			existing = existing.getParent();
		}
		Files.createDirectories(path, FOLDER);
		for (String folder : FOLDERS) {
			try {
				Files.createDirectory(path.resolve(folder), FOLDER);
			}
			catch (FileAlreadyExistsException ex) {
				// Somebody else is making it, too
			}
		}
		if (!isInbox) {
			touch(path.resolve("maildirfolder"));
		}
		sync(path);
		for (Path made = path; made != null && !made.equals(existing); made = made.getParent()) {
			sync(made.resolveSibling(""));
		}
	}

	private static void touch(Path file) throws IOException {
		try {
			create(file).close();
		}
		catch (FileAlreadyExistsException ex) {
			// That is all there is to it
		}
	}

	/**
	 * Makes a file that is not there.
	 * @param file where
	 * @return the open file
	 * @throws IOException if that fails, or it is there
	 */
	public static FileChannel create(Path file) throws IOException {
		return FileChannel.open(file, NEW, FILE);
	}

	/**
	 * Makes sure that the names in a folder survive a crash.
	 * @param folder the folder
	 * @throws IOException if that fails
	 */
	public static void sync(Path folder) throws IOException {
		try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	/**
	 * Reads a small file.
	 * @param file the file
	 * @param limit how long it may be
	 * @return its text, each byte a character; empty if it is not there
	 * @throws IOException if that fails, or it is longer
	 */
	public static String read(Path file, int limit) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			byte[] bytes = in.readNBytes(limit);
			if (bytes.length == limit) {
				throw new IOException(file + " is longer than " + limit + " bytes");
			}
			return new String(bytes, StandardCharsets.ISO_8859_1);
		}
		catch (NoSuchFileException ex) {
			return "";
		}
	}

	/**
	 * Writes all of a text.
	 * @param channel where to
	 * @param text the text, each character a byte
	 * @throws IOException if that fails
	 */
	public static void write(FileChannel channel, String text) throws IOException {
		ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
		while (bytes.hasRemaining()) {
			channel.write(bytes);
		}
	}

	/**
	 * Puts a file in its place, whole or not at all.
	 * @param file the file
	 * @param text its text, each character a byte
	 * @param temporary where it is written first: in the same folder, and not there
	 * @throws IOException if that fails
	 */
	public static void replace(Path file, String text, Path temporary) throws IOException {
		try {
			try (FileChannel channel = create(temporary)) {
				write(channel, text);
				channel.force(false);
			}
			move(temporary, file);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	/**
	 * Renames a file, in one step.
	 * @param from its path
	 * @param to its new path
	 * @throws IOException if that fails
	 */
	public static void move(Path from, Path to) throws IOException {
		Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
	}

	/**
	 * Gives a file a second name; on another file system it gets a copy.
	 * @param from its path
	 * @param to its second path
	 * @return the second path
	 * @throws IOException if that fails
	 */
	public static Path link(Path from, Path to) throws IOException {
		try {
			return Files.createLink(to, from);
		}
		catch (NoSuchFileException ex) {
			throw ex;
		}
		catch (FileSystemException | UnsupportedOperationException ex) {
			Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
			try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
				channel.force(false);
			}
			return to;
		}
	}

}
