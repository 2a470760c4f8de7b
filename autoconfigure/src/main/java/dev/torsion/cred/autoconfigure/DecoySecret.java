package dev.torsion.cred.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

import dev.torsion.cred.password.Decoys;
import dev.torsion.files.DataFolder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * The secret that what is told of unknown names depends on, kept in the data folder so
 * that a restart does not tell which names are unknown.
 */
final class DecoySecret {

	static final String FILE = "decoys.key";

	private static final Log logger = LogFactory.getLog(DecoySecret.class);

	private DecoySecret() {
	}

	/**
	 * Reads the secret, or makes it up; blocks.
	 * @param data the data folder, {@code null} if there is none
	 * @return the secret
	 */
	static byte[] in(@Nullable DataFolder data) {
		byte[] made = new byte[Decoys.SECRET];
		new SecureRandom().nextBytes(made);
		if (data == null) {
			return made;
		}
		try {
			Path file = data.resolve(FILE);
			if (Files.exists(file)) {
				return read(file);
			}
			data.write(FILE, HexFormat.of().formatHex(made));
		}
		catch (IOException ex) {
			logger.info("Cannot keep %s in %s, so SCRAM lets be seen after a restart which names are unknown: %s"
				.formatted(FILE, data.path(), ex));
		}
		return made;
	}

	private static byte[] read(Path file) throws IOException {
		String text = Files.readString(file).strip();
		if (!text.matches("[0-9a-f]{" + 2 * Decoys.SECRET + "}")) {
			throw new FailureAnalyzedException("%s is damaged.".formatted(file),
					"Delete the file, and another will be made up.");
		}
		return HexFormat.of().parseHex(text);
	}

}
