package dev.torsion.conch.algorithm;

import org.apache.sshd.common.kex.DHFactory;
import org.apache.sshd.common.kex.KeyEncapsulationMethod;
import org.apache.sshd.common.kex.KeyExchange;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.kex.DHGServer;

/**
 * The server's side of a key exchange, with the keys of ML-KEM checked beforehand: those
 * that are none make MINA write an error with a stack trace into the log, which any peer
 * could have it do at will.
 */
final class CheckedExchange extends DHGServer {

	private static final String ML_KEM = "mlkem";

	/** The modulus of ML-KEM. */
	private static final int MODULUS = 3329;

	/** At the end of a key of ML-KEM, after its coefficients. */
	private static final int SEED = 32;

	private CheckedExchange(DHFactory factory, Session session) {
		super(factory, session);
	}

	static KeyExchangeFactory factory(DHFactory factory) {
		return new KeyExchangeFactory() {

			@Override
			public KeyExchange createKeyExchange(Session session) {
				return new CheckedExchange(factory, session);
			}

			@Override
			public String getName() {
				return factory.getName();
			}

		};
	}

	@Override
	protected byte[] updateE(Buffer buffer) {
		byte[] key = super.updateE(buffer);
		KeyEncapsulationMethod method = this.dh.getKeyEncapsulation();
		if (method != null && getName().startsWith(ML_KEM)
				&& !isReduced(key, method.getServer().getPublicKeyLength() - SEED)) {
			throw new IllegalArgumentException("Not a key of ML-KEM");
		}
		return key;
	}

	/** FIPS 203 section 7.2: two coefficients of twelve bits in three bytes. */
	private static boolean isReduced(byte[] key, int length) {
		for (int i = 0; i + 2 < Math.min(length, key.length); i += 3) {
			int first = (key[i] & 0xff) | (key[i + 1] & 0xf) << 8;
			int second = (key[i + 1] & 0xf0) >> 4 | (key[i + 2] & 0xff) << 4;
			if (first >= MODULUS || second >= MODULUS) {
				return false;
			}
		}
		return true;
	}

}
