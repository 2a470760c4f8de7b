package dev.torsion.web.wire;

import org.jspecify.annotations.Nullable;

/**
 * The conditional headers of a GET or HEAD request, RFC 9110 section 13.1.
 *
 * @param ifMatch value of {@code If-Match}
 * @param ifUnmodifiedSince value of {@code If-Unmodified-Since}
 * @param ifNoneMatch value of {@code If-None-Match}
 * @param ifModifiedSince value of {@code If-Modified-Since}
 * @param ifRange value of {@code If-Range}
 */
public record Conditions(@Nullable String ifMatch, @Nullable String ifUnmodifiedSince, @Nullable String ifNoneMatch,
		@Nullable String ifModifiedSince, @Nullable String ifRange) {

	/**
	 * A request without conditions.
	 */
	public static final Conditions NONE = new Conditions(null, null, null, null, null);

	/**
	 * What the conditions make of a request.
	 */
	public enum Outcome {

		/**
		 * Answer as if there were no conditions.
		 */
		PROCEED,

		/**
		 * The client has this version already: 304.
		 */
		NOT_MODIFIED,

		/**
		 * The client asked for another version: 412.
		 */
		FAILED

	}

	/**
	 * Evaluates the conditions in the order of RFC 9110 section 13.2.2, steps 1 to 4.
	 * @param current the validators of the file as it is now
	 * @return the outcome
	 */
	public Outcome evaluate(Validators current) {
		if (this.ifMatch != null) {
			if (!EntityTags.stronglyContains(this.ifMatch, current.tag())) {
				return Outcome.FAILED;
			}
		}
		else if (isModifiedSince(this.ifUnmodifiedSince, current)) {
			return Outcome.FAILED;
		}
		if (this.ifNoneMatch != null) {
			return EntityTags.weaklyContains(this.ifNoneMatch, current.tag()) ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
		}
		return isUnmodifiedSince(this.ifModifiedSince, current) ? Outcome.NOT_MODIFIED : Outcome.PROCEED;
	}

	/**
	 * Whether a range may be answered: step 5 of RFC 9110 section 13.2.2. Only a strong
	 * tag, or exactly the date we gave, will do.
	 * @param current the validators of the file as it is now
	 * @return whether there is no {@code If-Range}, or it names this version
	 */
	public boolean allowRange(Validators current) {
		if (this.ifRange == null) {
			return true;
		}
		if (this.ifRange.indexOf('"') >= 0) {
			return EntityTags.stronglyEqual(this.ifRange.trim(), current.tag());
		}
		Long date = HttpDate.parse(this.ifRange);
		return date != null && date == current.modified();
	}

	private static boolean isModifiedSince(@Nullable String header, Validators current) {
		Long date = current.knowsModified() ? HttpDate.parse(header) : null;
		return date != null && current.modified() > date;
	}

	private static boolean isUnmodifiedSince(@Nullable String header, Validators current) {
		Long date = current.knowsModified() ? HttpDate.parse(header) : null;
		return date != null && current.modified() <= date;
	}

}
