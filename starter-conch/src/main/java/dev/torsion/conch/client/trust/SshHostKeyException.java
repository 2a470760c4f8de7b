package dev.torsion.conch.client.trust;

import java.io.IOException;

/**
 * A server has not shown a key that it is known by: it may be another one.
 */
public final class SshHostKeyException extends IOException {

	private static final long serialVersionUID = 1L;

	SshHostKeyException(String message) {
		super(message);
	}

}
