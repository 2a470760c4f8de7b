package dev.torsion.names.tsig;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIGRecord;

/**
 * The keys of this server. Safe for use by many threads.
 */
public final class TsigKeys {

	/** No MAC may be cut to less, in bytes; nor to less than its half. */
	private static final int MIN_MAC = 10;

	private final Map<Name, TsigKey> keys;

	/**
	 * Creates the keys.
	 * @param keys the keys
	 * @throws IllegalStateException if two have one name
	 */
	public TsigKeys(Collection<TsigKey> keys) {
		this.keys = keys.stream().collect(Collectors.toUnmodifiableMap(TsigKey::name, Function.identity()));
	}

	/**
	 * A key by its name.
	 * @param name the name
	 * @return the key, {@code null} if there is none
	 */
	public @Nullable TsigKey find(Name name) {
		return this.keys.get(name);
	}

	/**
	 * Verifies the signature of a request, RFC 8945 section 5.2.
	 * @param request the request
	 * @param bytes the same as it came
	 * @return what the signature says
	 */
	public Signature verify(Message request, byte[] bytes) {
		TSIGRecord record = request.getTSIG();
		if (record == null) {
			return Signature.NONE;
		}
		TsigKey key = this.keys.get(record.getName());
		if (key == null || !key.algorithm().equals(record.getAlgorithm())) {
			return new Signature(null, record, Rcode.BADKEY);
		}
		int full = key.macLength();
		int length = record.getSignature().length;
		if (length > full || length < Math.max(MIN_MAC, full / 2)) {
			return new Signature(null, record, Rcode.FORMERR);
		}
		// The library puts the id in which a forwarded message had first
		int error = key.tsig().verify(request, bytes.clone(), null);
		request.getHeader().setID((bytes[0] & 0xff) << 8 | (bytes[1] & 0xff));
		return new Signature((error == Rcode.BADSIG) ? null : key, record, error);
	}

}
