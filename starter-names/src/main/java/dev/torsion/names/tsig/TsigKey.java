package dev.torsion.names.tsig;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;

import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIG.StreamVerifier;
import org.xbill.DNS.TSIGRecord;

/**
 * A secret that is shared with a peer. It is told to nobody, {@link #toString()}
 * included. Safe for use by many threads.
 */
public final class TsigKey {

	/** Those of RFC 8945 section 6 that may still be used, and how long a MAC is. */
	private static final Map<Name, Integer> MACS = Map.of(TSIG.HMAC_SHA1, 20, TSIG.HMAC_SHA224, 28, TSIG.HMAC_SHA256,
			32, TSIG.HMAC_SHA384, 48, TSIG.HMAC_SHA512, 64);

	/**
	 * What a record has beside its names and the MAC, the time of the server included.
	 */
	private static final int FIXED = 32;

	private final Name name;

	private final Name algorithm;

	private final TSIG tsig;

	/**
	 * Creates a key.
	 * @param name the name of the key
	 * @param algorithm the algorithm, one of {@link #algorithm(String)}
	 * @param secret the secret, at least one byte
	 * @param clock the time of signatures
	 */
	public TsigKey(Name name, Name algorithm, byte[] secret, Clock clock) {
		this.name = name;
		this.algorithm = algorithm;
		this.tsig = new TSIG(algorithm, name, new SecretKeySpec(secret, "TSIG"), clock);
	}

	/**
	 * An algorithm by its name.
	 * @param name its name, such as {@code hmac-sha256}
	 * @return the algorithm; {@code null} if there is none, or it is not to be used
	 */
	public static @Nullable Name algorithm(String name) {
		return MACS.keySet()
			.stream()
			.filter((algorithm) -> algorithm.toString(true).equals(name.toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElse(null);
	}

	/**
	 * The name of the key.
	 * @return the name
	 */
	public Name name() {
		return this.name;
	}

	Name algorithm() {
		return this.algorithm;
	}

	/**
	 * How much room a signature takes.
	 * @return the length of the record in bytes
	 */
	public int length() {
		return this.name.length() + this.algorithm.length() + FIXED + macLength();
	}

	/** How long a MAC is that nobody has cut, in bytes. */
	int macLength() {
		return MACS.getOrDefault(this.algorithm, 0);
	}

	/**
	 * Signs a request.
	 * @param request the request, to which the signature is added
	 * @return the signature, by which that of the answer is verified
	 */
	public TSIGRecord sign(Message request) {
		TSIGRecord signature = this.tsig.generate(request, request.toWire(), Rcode.NOERROR, null);
		request.addRecord(signature, Section.ADDITIONAL);
		return signature;
	}

	/**
	 * Verifies the messages of an answer.
	 * @param request the signature of the request
	 * @return the verifier, for these messages only
	 */
	public StreamVerifier verifier(TSIGRecord request) {
		return new StreamVerifier(this.tsig, request);
	}

	TSIG tsig() {
		return this.tsig;
	}

	@Override
	public String toString() {
		return this.name.toString(true);
	}

}
