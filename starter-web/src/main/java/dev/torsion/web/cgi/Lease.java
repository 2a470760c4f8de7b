package dev.torsion.web.cgi;

import java.util.ArrayList;
import java.util.List;

import reactor.core.publisher.Mono;

/**
 * What a request takes up while its program runs, to be given back when that has ended,
 * or when it turns out not to be started.
 */
final class Lease {

	private final List<Runnable> ends = new ArrayList<>();

	private volatile boolean prolonged;

	private boolean ended;

	Lease(Runnable end) {
		this.ends.add(end);
	}

	/** Takes on something else; gives it back at once if it is too late. */
	void add(Runnable end) {
		synchronized (this) {
			if (!this.ended) {
				this.ends.add(end);
				return;
			}
		}
		end.run();
	}

	/** Lasts until the program has ended. */
	void until(Mono<Void> programEnded) {
		this.prolonged = true;
		programEnded.subscribe(null, null, this::end);
	}

	void endUnlessProlonged() {
		if (!this.prolonged) {
			end();
		}
	}

	/** Whoever waits for what is given back goes on here, so not while we hold a lock. */
	private void end() {
		List<Runnable> due;
		synchronized (this) {
			this.ended = true;
			due = List.copyOf(this.ends);
			this.ends.clear();
		}
		due.forEach(Runnable::run);
	}

}
