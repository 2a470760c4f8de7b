package dev.torsion.net.unix;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The file of a socket that is listened on. A socket is bound in a folder that only its
 * owner can enter, is given its permissions there, and is moved to its place then: so
 * there is no moment in which others may connect than those who shall, and what was there
 * before is replaced at once. For one thread.
 */
public final class UnixSocketFile {

	/** The size of sun_path on Linux, less the zero at its end. */
	private static final int MAX_PATH = 107;

	private static final int FORMAT = 0170000;

	private static final int SOCKET = 0140000;

	private final String name;

	private final String property;

	private final UnixSocket socket;

	private final Path folder;

	private final Path made;

	private @Nullable Object key;

	/**
	 * Creates the file's keeper; nothing happens yet.
	 * @param name the name of the listener, for a failure text
	 * @param property the property that has the path, for a failure text
	 * @param socket the socket
	 */
	public UnixSocketFile(String name, String property, UnixSocket socket) {
		this.name = name;
		this.property = property;
		this.socket = socket;
		this.folder = socket.path()
			.resolveSibling("." + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
		this.made = this.folder.resolve("s");
	}

	/**
	 * Looks whether the socket can be had, and makes the folder to bind it in.
	 * @return the path to bind
	 * @throws FailureAnalyzedException if somebody listens, or the path cannot be that of
	 * a socket
	 */
	public Path prepare() {
		try {
			checkLength();
			checkPlace();
			Files.createDirectory(this.folder,
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
			return this.made;
		}
		catch (IOException ex) {
			throw failure(ex);
		}
	}

	/**
	 * Moves the socket, which has been bound, to its place.
	 * @throws IOException if it cannot be moved
	 */
	public void publish() throws IOException {
		Files.setPosixFilePermissions(this.made, this.socket.permissions());
		this.key = key(this.made);
		Files.move(this.made, this.socket.path(), StandardCopyOption.ATOMIC_MOVE);
		Files.delete(this.folder);
	}

	/**
	 * Clears away what has been made before something failed.
	 */
	public void discard() {
		delete(this.made);
		delete(this.folder);
	}

	/**
	 * Removes the socket, unless it is another one meanwhile.
	 */
	public void remove() {
		try {
			if (this.key != null && this.key.equals(key(this.socket.path()))) {
				Files.delete(this.socket.path());
			}
		}
		catch (IOException ex) {
			// Somebody else has removed it, which is what was wanted.
		}
	}

	private void checkLength() {
		int length = bytes(this.socket.path());
		int spare = MAX_PATH - Math.max(0, bytes(this.made) - length);
		if (length > spare) {
			throw failure("its path has " + length + " bytes",
					"Set " + this.property + " to a path of at most " + spare + " bytes.");
		}
	}

	private void checkPlace() throws IOException {
		Path path = this.socket.path();
		if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
		if ((mode & FORMAT) != SOCKET) {
			throw failure("there is a file that is not a socket",
					"Remove it, or set " + this.property + " to another path.");
		}
		if (isAlive(path)) {
			throw failure("somebody else listens there",
					"Stop it ('ss -xlp src " + path + "' shows it), or set " + this.property + " to another path.");
		}
	}

	/** Only a socket that nobody listens on refuses; one whose queue is full does not. */
	private static boolean isAlive(Path path) {
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			channel.configureBlocking(false);
			channel.connect(UnixDomainSocketAddress.of(path));
			return true;
		}
		catch (ConnectException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * What to tell an operator.
	 * @param cause what has gone wrong
	 * @return the failure
	 */
	public FailureAnalyzedException failure(Exception cause) {
		if (cause instanceof FailureAnalyzedException failure) {
			return failure;
		}
		Path folder = this.socket.path().toAbsolutePath().getParent();
		if (cause instanceof NoSuchFileException) {
			return new FailureAnalyzedException(description("there is no folder " + folder),
					"Create it, and let this user write to it.", cause);
		}
		if (cause instanceof AccessDeniedException) {
			return new FailureAnalyzedException(description("this user may not write to " + folder),
					"Let this user write to it.", cause);
		}
		return new FailureAnalyzedException(description(String.valueOf(cause.getMessage())),
				"Check " + this.property + ".", cause);
	}

	private FailureAnalyzedException failure(String reason, String action) {
		return new FailureAnalyzedException(description(reason), action);
	}

	private String description(String reason) {
		return "'" + this.name + "' cannot listen on " + this.socket.path() + ": " + reason + ".";
	}

	private static int bytes(Path path) {
		return path.toString().getBytes(StandardCharsets.UTF_8).length;
	}

	private static @Nullable Object key(Path path) throws IOException {
		return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
	}

	private static void delete(Path path) {
		try {
			Files.deleteIfExists(path);
		}
		catch (IOException ex) {
			// What cannot be cleared away is private and empty.
		}
	}

}
