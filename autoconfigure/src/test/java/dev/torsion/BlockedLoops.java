package dev.torsion;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.netty.util.concurrent.FastThreadLocalThread;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;

/**
 * Watches event loops, on which nothing may block, by BlockHound. It is there for the
 * rest of the JVM, but says nothing outside of a watch.
 */
public final class BlockedLoops implements AutoCloseable {

	private static final List<BlockedLoops> WATCHES = new CopyOnWriteArrayList<>();

	static {
		BlockHound.install((builder) -> builder.blockingMethodCallback(BlockedLoops::blocked));
	}

	private final List<Throwable> seen = new CopyOnWriteArrayList<>();

	private BlockedLoops() {
	}

	private static void blocked(BlockingMethod method) {
		IllegalStateException call = new IllegalStateException(
				Thread.currentThread().getName() + " blocks in " + method);
		if (!WATCHES.isEmpty() && Thread.currentThread() instanceof FastThreadLocalThread && !isLoadingClasses(call)) {
			WATCHES.forEach((watch) -> watch.seen.add(call));
		}
	}

	/** The first use of a class is in somebody's way anyhow. */
	private static boolean isLoadingClasses(Throwable call) {
		return Stream.of(call.getStackTrace()).anyMatch((frame) -> frame.getMethodName().equals("loadClass"));
	}

	/**
	 * Begins to watch.
	 * @return the watch
	 */
	public static BlockedLoops watch() {
		BlockedLoops watch = new BlockedLoops();
		WATCHES.add(watch);
		return watch;
	}

	/**
	 * What has blocked so far, each with its stack.
	 * @return the calls
	 */
	public List<Throwable> seen() {
		return this.seen;
	}

	@Override
	public void close() {
		WATCHES.remove(this);
	}

}
