package dev.torsion.conch.sftp.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.torsion.conch.sftp.session.SftpPeer;
import dev.torsion.files.WritableJail;
import dev.torsion.files.roots.FileLimits;
import dev.torsion.files.roots.QuotaTree;
import org.slf4j.LoggerFactory;

/**
 * A server of a folder beside which there is something that nobody may touch.
 */
final class FuzzedServer implements AutoCloseable {

	private static final String SECRET = "secret";

	private static final ListAppender<ILoggingEvent> logged = new ListAppender<>();

	static {
		Logger logger = (Logger) LoggerFactory.getLogger("dev.torsion.conch.sftp");
		logger.setLevel(Level.ERROR);
		logger.addAppender(logged);
		logged.start();
	}

	private final Path folder;

	final SftpPeer peer;

	FuzzedServer() {
		try {
			this.folder = Files.createTempDirectory("sftp");
			Files.writeString(this.folder.resolve(SECRET), SECRET);
			Path root = Files.createDirectories(this.folder.resolve("root/d")).resolveSibling("");
			Files.writeString(root.resolve("f"), "hello");
			Files.createSymbolicLink(root.resolve("l"), Path.of("f"));
			Files.createSymbolicLink(root.resolve("o"), Path.of("../" + SECRET));
			this.peer = SftpPeer
				.of(new QuotaTree(new WritableJail(root), new FileLimits(1 << 20, 64), Clock.systemUTC()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether all went well, whatever was asked for. */
	@Override
	public void close() {
		try {
			this.peer.channel.close();
			if (!Files.readString(this.folder.resolve(SECRET)).equals(SECRET) || list(this.folder).size() != 3) {
				throw new IllegalStateException("It has left its root");
			}
			if (this.peer.channel.failure() != null || !logged.list.isEmpty()) {
				throw new IllegalStateException("It has failed: " + logged.list, this.peer.channel.failure());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			logged.list.clear();
			delete();
		}
	}

	private static List<Path> list(Path folder) throws IOException {
		try (Stream<Path> found = Files.walk(folder, 1)) {
			return found.toList();
		}
	}

	private void delete() {
		try (Stream<Path> found = Files.walk(this.folder)) {
			for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(path);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
