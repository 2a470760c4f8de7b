package dev.torsion.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What a test does meanwhile, in a thread of its own: the common pool may have one thread
 * only, for which the others would wait, and the JDK itself as well.
 */
public final class InThread {

	private static final Executor THREADS = (task) -> new Thread(task).start();

	private InThread() {
	}

	public static CompletableFuture<Void> run(Runnable task) {
		return CompletableFuture.runAsync(task, THREADS);
	}

	public static <T> CompletableFuture<T> supply(Supplier<T> task) {
		return CompletableFuture.supplyAsync(task, THREADS);
	}

}
