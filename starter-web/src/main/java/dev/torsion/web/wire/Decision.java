package dev.torsion.web.wire;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a GET or HEAD request for a file is to be answered.
 *
 * @param status the status code: 200, 206, 304, 412 or 416
 * @param parts what to send of the file; empty unless the status is 206
 */
public record Decision(int status, List<ByteRange> parts) {

	/**
	 * 200 with the whole file.
	 */
	public static final Decision WHOLE = new Decision(200, List.of());

	private static final Decision NOT_MODIFIED = new Decision(304, List.of());

	private static final Decision FAILED = new Decision(412, List.of());

	private static final Decision UNSATISFIABLE = new Decision(416, List.of());

	/**
	 * Decides in the order of RFC 9110 section 13.2.2.
	 * @param conditions the conditions of the request
	 * @param range the value of {@code Range}, if it is to be considered
	 * @param current the validators of the file
	 * @param size the size of the file
	 * @return the decision
	 */
	public static Decision of(Conditions conditions, @Nullable String range, Validators current, long size) {
		Conditions.Outcome outcome = conditions.evaluate(current);
		if (outcome != Conditions.Outcome.PROCEED) {
			return (outcome == Conditions.Outcome.FAILED) ? FAILED : NOT_MODIFIED;
		}
		Ranges ranges = conditions.allowRange(current) ? Ranges.parse(range, size) : Ranges.WHOLE;
		return switch (ranges.kind()) {
			case WHOLE -> WHOLE;
			case UNSATISFIABLE -> UNSATISFIABLE;
			case PARTIAL -> new Decision(206, ranges.parts());
		};
	}

	/**
	 * Whether bytes of the file are sent.
	 * @return whether the status is 200 or 206
	 */
	public boolean sendsFile() {
		return this.status == 200 || this.status == 206;
	}

}
