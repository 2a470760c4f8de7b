package dev.torsion.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody else exchanges entries for links to the outside as fast as the machine can.
 */
final class Race {

	private static final int ROUNDS = 30_000;

	private Race() {
	}

	static void swapping(Path root, String name, String target, Look look) throws Exception {
		swapping(root, name, target, ROUNDS, look);
	}

	static void swapping(Path root, String name, String target, int rounds, Look look) throws Exception {
		Path entry = root.resolve(name);
		Path parked = entry.resolveSibling("parked");
		Path link = Files.createSymbolicLink(root.resolve("link"), Path.of(target));
		run(() -> {
			move(entry, parked);
			move(link, entry);
			move(entry, link);
			move(parked, entry);
		}, rounds, look, true);
	}

	static void run(Swap swap, Look look, boolean bothWays) throws Exception {
		run(swap, ROUNDS, look, bothWays);
	}

	/**
	 * Looks for at least so many rounds, and until it was seen both there and not, so
	 * that the race is known to have been run.
	 */
	private static void run(Swap swap, int rounds, Look look, boolean bothWays) throws Exception {
		AtomicBoolean stop = new AtomicBoolean();
		CompletableFuture<Void> swapper = CompletableFuture.runAsync(() -> repeat(swap, stop));
		try {
			boolean there = false;
			boolean absent = !bothWays;
			for (int round = 0; round < rounds || !there || !absent; round++) {
				boolean seen = look.look();
				there |= seen;
				absent |= !seen;
				assertThat(swapper).isNotDone();
			}
		}
		finally {
			stop.set(true);
			swapper.join();
		}
	}

	private static void repeat(Swap swap, AtomicBoolean stop) {
		while (!stop.get()) {
			try {
				swap.swap();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	static void move(Path from, Path to) throws IOException {
		Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
	}

	@FunctionalInterface
	interface Swap {

		void swap() throws IOException;

	}

	@FunctionalInterface
	interface Look {

		boolean look() throws IOException;

	}

}
