package dev.torsion.mail.store.maildir.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.store.MailStoreException;
import dev.torsion.mail.store.MailboxName;
import org.jspecify.annotations.Nullable;

/**
 * Where mailboxes are, as Maildir++ has it: the INBOX at the root, others beside its
 * {@code cur}, {@code .Level.Level} in modified UTF-7. Names and addresses come from
 * peers: none leads out of where it belongs.
 */
public final class FolderNames {

	private static final int MAX_NAME = 255;

	private final Function<MailAddress, Path> roots;

	/**
	 * Creates the names.
	 * @param roots where the Maildir of an owner is
	 */
	public FolderNames(Function<MailAddress, Path> roots) {
		this.roots = roots;
	}

	/**
	 * The root of a Maildir.
	 * @param owner whose
	 * @return its path
	 * @throws MailStoreException if the address cannot be part of a path
	 */
	public Path root(MailAddress owner) {
		if (!isSegment(owner.localPart()) || !isSegment(owner.domain())) {
			throw badName("There cannot be mailboxes of that owner");
		}
		try {
			return this.roots.apply(owner);
		}
		catch (InvalidPathException ex) {
			throw badName("There cannot be mailboxes of that owner");
		}
	}

	private static boolean isSegment(String text) {
		return !text.isEmpty() && text.charAt(0) != '.' && text.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME
				&& text.chars()
					.noneMatch((letter) -> letter == '/' || letter == '\\' || Character.isISOControl(letter));
	}

	/**
	 * Where a mailbox is.
	 * @param mailbox which
	 * @return its path
	 * @throws MailStoreException if there cannot be such a mailbox
	 */
	public Path path(MailboxName mailbox) {
		Path root = root(mailbox.owner());
		return mailbox.isInbox() ? root : root.resolve(folder(mailbox.levels()));
	}

	private static String folder(List<String> levels) {
		String folder = levels.stream().map(FolderNames::encode).collect(Collectors.joining(".", ".", ""));
		if (folder.length() > MAX_NAME || folder.charAt(1) == '~') {
			throw badName("There cannot be a mailbox of that name");
		}
		return folder;
	}

	private static String encode(String level) {
		if (level.indexOf('.') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(level)) {
			throw badName("There cannot be a mailbox of that name");
		}
		return ModifiedUtf7.encode(level);
	}

	/**
	 * The mailbox that is kept in a folder.
	 * @param folder the name of the folder
	 * @return the name of the mailbox, {@code null} if it is none
	 */
	public static @Nullable String name(String folder) {
		if (folder.length() < 2 || folder.charAt(0) != '.') {
			return null;
		}
		List<String> levels = List.of(folder.substring(1).split("\\.", -1));
		List<String> decoded = levels.stream().map(ModifiedUtf7::decode).flatMap(Stream::ofNullable).toList();
		boolean good = decoded.size() == levels.size()
				&& decoded.stream().noneMatch((level) -> level.isEmpty() || level.indexOf('/') >= 0);
		return good ? String.join("/", decoded) : null;
	}

	private static MailStoreException badName(String message) {
		return new MailStoreException(MailStoreException.Reason.BAD_NAME, message);
	}

}
