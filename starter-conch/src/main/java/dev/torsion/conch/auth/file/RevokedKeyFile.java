package dev.torsion.conch.auth.file;

import java.io.IOException;
import java.nio.file.Path;

import dev.torsion.conch.auth.key.RevokedKeys;
import dev.torsion.conch.auth.wire.Certificate;
import dev.torsion.files.WatchedFile;
import dev.torsion.net.EventLoop;

/**
 * A file of revoked keys, which is read anew when it changes.
 */
public final class RevokedKeyFile implements RevokedKeys, AutoCloseable {

	private final WatchedFile<Revocations> file;

	/**
	 * Reads the file. Blocks.
	 * @param file the file, as {@link Revocations} has it
	 * @param loop where to look at it later on
	 * @throws IOException if it cannot be read
	 */
	public RevokedKeyFile(Path file, EventLoop loop) throws IOException {
		this.file = new WatchedFile<>(file, Revocations::read, loop);
	}

	@Override
	public boolean hasKey(byte[] key) {
		return this.file.contents().hasKey(key);
	}

	@Override
	public boolean hasCertificate(Certificate certificate) {
		return this.file.contents().hasCertificate(certificate);
	}

	@Override
	public void close() {
		this.file.close();
	}

}
