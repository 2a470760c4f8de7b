package dev.torsion.net;

import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the JVM alive while something listens: the threads of event loops are daemons, so
 * an application with nothing but servers of ours would end as soon as it has started.
 */
final class KeepAlive {

	private int held;

	private @Nullable CountDownLatch released;

	synchronized void hold() {
		this.held++;
		if (this.held == 1) {
			CountDownLatch latch = new CountDownLatch(1);
			this.released = latch;
			Thread thread = new Thread(() -> await(latch), "torsion-await");
			thread.setDaemon(false);
			thread.start();
		}
	}

	synchronized void release() {
		this.held--;
		if (this.held == 0 && this.released != null) {
			this.released.countDown();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
