package dev.torsion.net;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/**
 * The application's event loops, which are replaced when it starts again. A loop that is
 * coming to its end gets the old ones: to ask for others would wait for its own end.
 */
final class CurrentLoops implements Supplier<LoopResources> {

	private final Supplier<LoopResources> source;

	private volatile @Nullable LoopResources current;

	CurrentLoops(Supplier<LoopResources> source) {
		this.source = source;
	}

	@Override
	public LoopResources get() {
		LoopResources known = this.current;
		if (known != null && (!known.isDisposed() || Schedulers.isInNonBlockingThread())) {
			return known;
		}
		LoopResources asked = this.source.get();
		this.current = asked;
		return asked;
	}

}
