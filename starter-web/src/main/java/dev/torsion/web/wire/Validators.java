package dev.torsion.web.wire;

/**
 * What tells one version of a file from another, RFC 9110 section 8.8.
 *
 * @param tag the entity tag, quoted; strong unless it begins with {@code W/}
 * @param modified when the content last changed, in seconds since 1970; negative if that
 * is not known
 */
public record Validators(String tag, long modified) {

	boolean knowsModified() {
		return this.modified >= 0;
	}

}
