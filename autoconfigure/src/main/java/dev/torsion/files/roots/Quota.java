package dev.torsion.files.roots;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.torsion.files.WritableTree;
import org.jspecify.annotations.Nullable;

/**
 * How much room the files of a tree may take. What is there is counted when something is
 * written for the first time, from then on what comes and goes is reckoned up; since
 * others may write there as well, it is counted again when an hour has passed. Safe for
 * use by many threads.
 */
final class Quota {

	private static final Duration INTERVAL = Duration.ofHours(1);

	private final long maxBytes;

	private final long maxFiles;

	private final WritableTree tree;

	private final Clock clock;

	private long bytes;

	private long files;

	private @Nullable Instant counted;

	private boolean counting;

	/**
	 * Creates a quota.
	 * @param limits the limits
	 * @param tree the tree, past the quota
	 * @param clock tells when to count again
	 */
	Quota(FileLimits limits, WritableTree tree, Clock clock) {
		this.maxBytes = limits.bytes();
		this.maxFiles = limits.files();
		this.tree = tree;
		this.clock = clock;
	}

	/**
	 * Takes room, before it is used.
	 * @param moreFiles so many entries more
	 * @param moreBytes so many bytes more
	 * @throws QuotaExceededException if there is not so much; none is taken then
	 * @throws IOException if what is there cannot be counted
	 */
	void take(long moreFiles, long moreBytes) throws IOException {
		count();
		synchronized (this) {
			if (moreFiles > this.maxFiles - this.files || moreBytes > this.maxBytes - this.bytes) {
				throw new QuotaExceededException();
			}
			this.files += moreFiles;
			this.bytes += moreBytes;
		}
	}

	/**
	 * Gives room back.
	 * @param lessFiles so many entries less
	 * @param lessBytes so many bytes less
	 */
	synchronized void giveBack(long lessFiles, long lessBytes) {
		this.files = Math.max(0, this.files - lessFiles);
		this.bytes = Math.max(0, this.bytes - lessBytes);
	}

	/**
	 * How many bytes there is room for.
	 * @return the number of bytes
	 * @throws IOException if what is there cannot be counted
	 */
	long left() throws IOException {
		count();
		synchronized (this) {
			return Math.max(0, this.maxBytes - this.bytes);
		}
	}

	long maxBytes() {
		return this.maxBytes;
	}

	private void count() throws IOException {
		Instant now = this.clock.instant();
		long bytesBefore;
		long filesBefore;
		synchronized (this) {
			if (this.counted == null) {
				set(FileCount.of(this.tree, this.maxFiles), 0, 0, now);
				return;
			}
			if (this.counting || this.counted.plus(INTERVAL).isAfter(now)) {
				return;
			}
			this.counting = true;
			bytesBefore = this.bytes;
			filesBefore = this.files;
		}
		try {
			FileCount count = FileCount.of(this.tree, this.maxFiles);
			synchronized (this) {
				// What came meanwhile may have been counted or not: rather too much, for
				// an hour
				set(count, Math.max(0, this.files - filesBefore), Math.max(0, this.bytes - bytesBefore), now);
			}
		}
		finally {
			synchronized (this) {
				this.counting = false;
			}
		}
	}

	private void set(FileCount count, long moreFiles, long moreBytes, Instant now) {
		this.files = count.files() + moreFiles;
		this.bytes = count.bytes() + moreBytes;
		this.counted = now;
	}

}
