package dev.torsion.web.cgi;

import java.time.Duration;

import dev.torsion.net.process.Limits;
import dev.torsion.net.process.Slots;

/**
 * The limits of programs that are run by CGI.
 *
 * @param slots how many run at a time, and how many wait
 * @param times how long they may take
 * @param limits what the system lets each of them use
 * @param bodies what becomes of the bodies of requests
 * @param maxHeadSize most bytes of the head of an answer
 * @param maxHeadLines most lines of the head of an answer
 * @param maxStderr most bytes of standard error to log for a request
 */
public record CgiSettings(Slots.Limit slots, Times times, Limits limits, Bodies bodies, int maxHeadSize,
		int maxHeadLines, int maxStderr) {

	/**
	 * How long a program may take.
	 *
	 * @param head until the head of its answer is complete; what it is still being sent
	 * of the request does not count
	 * @param idle without reading or writing anything
	 * @param run in all
	 */
	public record Times(Duration head, Duration idle, Duration run) {

	}

	/**
	 * What becomes of the bodies of requests.
	 *
	 * @param max size of the largest
	 * @param memory size up to which they are kept in memory, rather than in a file
	 * @param spool most bytes kept of all requests together
	 * @param buffering whether a body of known length is complete before the program is
	 * started
	 */
	public record Bodies(long max, long memory, long spool, boolean buffering) {

	}

}
