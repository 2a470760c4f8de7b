package dev.torsion.conch.auth.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.torsion.cred.account.KeySource;
import dev.torsion.cred.account.Secret;
import dev.torsion.files.FileStamp;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A file {@code authorized_keys} for each account, by a pattern such as
 * <code>/home/{user}/.ssh/authorized_keys</code>. A file counts only if nobody but the
 * account or the system could have written it, see {@link FileOwnership}; one that does
 * not is told of once, and has no keys. What was read is remembered until the file
 * changes. Safe to use from any thread.
 */
public final class AuthorizedKeyFiles implements KeySource {

	/**
	 * What stands for the name of the account.
	 */
	public static final String USER = "{user}";

	/**
	 * Largest file that is read, in bytes.
	 */
	public static final int MAX_SIZE = 1024 * 1024;

	private static final int REMEMBERED = 256;

	private static final int MAX_NAME = 64;

	private static final Log logger = LogFactory.getLog(AuthorizedKeyFiles.class);

	private final String pattern;

	private final EventLoop loop;

	private final Map<String, Contents> remembered = new LinkedHashMap<>(16, 0.75F, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Contents> eldest) {
			return size() > REMEMBERED;
		}

	};

	/**
	 * Creates the source.
	 * @param pattern the path of the files, absolute, with {@link #USER} in it
	 * @param loop where to read
	 * @throws IllegalArgumentException if the pattern is not such a path
	 */
	public AuthorizedKeyFiles(String pattern, EventLoop loop) {
		if (!pattern.contains(USER) || !Path.of(pattern).isAbsolute()) {
			throw new IllegalArgumentException("Not an absolute path with {user} in it: " + pattern);
		}
		this.pattern = pattern;
		this.loop = loop;
	}

	@Override
	public Flux<Secret.PublicKey> keys(String name) {
		return this.loop.<List<Secret.PublicKey>>blocking(() -> read(name)).flatMapIterable((keys) -> keys);
	}

	/** What would lead elsewhere is the name of no file. */
	static boolean isFileName(String name) {
		return !name.isEmpty() && name.length() <= MAX_NAME && !name.startsWith(".") && name.chars()
			.allMatch((character) -> Character.isLetterOrDigit(character) || "_-.@+".indexOf(character) >= 0);
	}

	private List<Secret.PublicKey> read(String name) {
		if (!isFileName(name)) {
			return List.of();
		}
		Contents contents = contents(name);
		synchronized (this.remembered) {
			Contents before = this.remembered.put(name, contents);
			if (contents.problem() != null && (before == null || !contents.problem().equals(before.problem()))) {
				logger.warn("The keys of '%s' are refused: %s".formatted(name, contents.problem()));
			}
		}
		return contents.keys();
	}

	private Contents contents(String name) {
		try {
			Path file = Path.of(this.pattern.replace(USER, name));
			FileOwnership.check(file, own(), name);
			FileStamp stamp = FileStamp.of(file);
			Contents known = known(name);
			return (known != null && stamp.equals(known.stamp())) ? known
					: new Contents(stamp.isSettled() ? stamp : null, AuthorizedKeys.parse(text(file)), null);
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			return Contents.NONE;
		}
		catch (IOException ex) {
			return new Contents(null, List.of(), Objects.toString(ex.getMessage(), ex.toString()));
		}
	}

	private @Nullable Contents known(String name) {
		synchronized (this.remembered) {
			return this.remembered.get(name);
		}
	}

	/**
	 * From the first name of the path on that depends on the account; a folder at least.
	 */
	private int own() {
		Path path = Path.of(this.pattern);
		for (int i = 0; i < path.getNameCount(); i++) {
			if (path.getName(i).toString().contains(USER)) {
				return Math.max(0, Math.min(i, path.getNameCount() - 2));
			}
		}
		return 0;
	}

	private static String text(Path file) throws IOException {
		try (SeekableByteChannel channel = Files.newByteChannel(file,
				Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
			if (channel.size() > MAX_SIZE) {
				throw new IOException(file + " is larger than " + MAX_SIZE + " bytes");
			}
			ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
			while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
				continue;
			}
			return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
		}
	}

	/**
	 * What was in a file.
	 *
	 * @param stamp how it was, {@code null} if that says nothing
	 * @param keys its keys
	 * @param problem why it has none, {@code null} if it was read
	 */
	private record Contents(@Nullable FileStamp stamp, List<Secret.PublicKey> keys, @Nullable String problem) {

		static final Contents NONE = new Contents(null, List.of(), null);

	}

}
