package dev.torsion.conch.hostkey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;

import dev.torsion.files.DataFolder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/**
 * Makes the host keys of a new server, in the files that OpenSSH has them in.
 */
final class NewHostKeys {

	private static final Log logger = LogFactory.getLog(NewHostKeys.class);

	/** What NIST has for 128 bits, as Ed25519 has. */
	private static final int RSA_BITS = 3072;

	private final DataFolder folder;

	NewHostKeys(Path folder) {
		this.folder = new DataFolder(folder);
	}

	void make() throws IOException {
		write("ssh_host_ed25519_key", KeyPairProvider.SSH_ED25519, 256);
		write("ssh_host_rsa_key", KeyPairProvider.SSH_RSA, RSA_BITS);
		logger.info("New SSH host keys in " + this.folder.path().toAbsolutePath());
	}

	private void write(String name, String type, int bits) throws IOException {
		try {
			KeyPair key = KeyUtils.generateKeyPair(type, bits);
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "", null, bytes);
			this.folder.write(name, bytes.toString(StandardCharsets.US_ASCII));
			bytes.reset();
			OpenSSHKeyPairResourceWriter.INSTANCE.writePublicKey(key, "", bytes);
			this.folder.write(name + ".pub", bytes.toString(StandardCharsets.US_ASCII));
		}
		catch (GeneralSecurityException ex) {
			throw new IOException("No key of " + type + " can be made", ex);
		}
	}

}
