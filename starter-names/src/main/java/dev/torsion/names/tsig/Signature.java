package dev.torsion.names.tsig;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIGRecord;

/**
 * What the signature of a request says.
 *
 * @param key the key it was made by; {@code null} if there is none, or that is not proved
 * @param record the signature; {@code null} if there is none
 * @param error {@link Rcode#NOERROR} if it is right or there is none, or what is wrong:
 * {@link Rcode#BADKEY}, {@link Rcode#BADSIG}, {@link Rcode#BADTIME}, or
 * {@link Rcode#FORMERR} for one that cannot be
 */
public record Signature(@Nullable TsigKey key, @Nullable TSIGRecord record, int error) {

	/** There is none. */
	static final Signature NONE = new Signature(null, null, Rcode.NOERROR);

	/**
	 * The outcome of a request so signed that nothing else is wrong with.
	 * @return the outcome
	 */
	public int rcode() {
		return (this.error == Rcode.NOERROR || this.error == Rcode.FORMERR) ? this.error : Rcode.NOTAUTH;
	}

	/**
	 * How much room its counterpart in an answer takes.
	 * @return the length in bytes, 0 if the answer is not signed
	 */
	public int length() {
		return (this.key != null) ? this.key.length() : 0;
	}

}
