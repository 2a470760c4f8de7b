package dev.torsion.conch.sftp.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.files.WritableJail;
import dev.torsion.net.EventLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Requests on many threads.
 */
class ParallelTests {

	private final Scheduler pool = Schedulers.newParallel("sftp", 4);

	@TempDir
	Path root;

	@AfterEach
	void dispose() {
		this.pool.dispose();
	}

	@Test
	void changesFilesAsIfRequestsWereDoneOneAfterTheOther() throws Exception {
		byte[] expected = new byte[64 * 1024];
		SftpPeer peer = peer(new PoolLoop(0));
		int open = peer.add(PacketType.OPEN, (out) -> Attributes.NONE.write(out.text("a").u32(1 | 2 | 8)));
		peer.sendAll();
		await().until(() -> peer.hasAnswer(open));
		ByteBuf handle = peer.take(open).handle();
		Random random = new Random(3);
		int[] reads = new int[500];
		byte[][] seen = new byte[reads.length][];
		for (int i = 0; i < 10_000; i++) {
			int length = 1 + random.nextInt(2000);
			int offset = random.nextInt(expected.length - length);
			byte[] bytes = new byte[length];
			random.nextBytes(bytes);
			System.arraycopy(bytes, 0, expected, offset, length);
			peer.add(PacketType.WRITE, (out) -> out.bytes(handle).u64(offset).bytes(Unpooled.wrappedBuffer(bytes)));
			if (i % 20 == 19) {
				reads[i / 20] = peer.add(PacketType.READ, (out) -> out.bytes(handle).u64(offset).u32(length));
				seen[i / 20] = bytes;
			}
		}
		int close = peer.add(PacketType.CLOSE, (out) -> out.bytes(handle));
		int rename = peer.add(PacketType.RENAME, (out) -> out.text("a").text("b"));
		finish(peer);
		for (int i = 0; i < reads.length; i++) {
			assertThat(peer.take(reads[i]).in().bytes()).isEqualTo(Unpooled.wrappedBuffer(seen[i]));
		}
		assertThat(peer.take(close).status()).isZero();
		assertThat(peer.take(rename).status()).isZero();
		byte[] found = Files.readAllBytes(this.root.resolve("b"));
		assertThat(found).isEqualTo(Arrays.copyOf(expected, found.length));
	}

	@Test
	void answersInTheOrderOfTheRequests() throws Exception {
		Files.write(this.root.resolve("a"), new byte[256 * 1024]);
		SftpPeer peer = peer(new PoolLoop(0));
		int open = peer.add(PacketType.OPEN, (out) -> Attributes.NONE.write(out.text("a").u32(1)));
		peer.sendAll();
		await().until(() -> peer.hasAnswer(open));
		ByteBuf handle = peer.take(open).handle();
		peer.take(3);
		List<Integer> asked = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			int length = (i % 3 == 0) ? 64 * 1024 : 1 + i;
			asked.add(peer.add(PacketType.READ, (out) -> out.bytes(handle).u64(0).u32(length)));
		}
		finish(peer);
		assertThat(peer.order()).containsExactlyElementsOf(asked);
	}

	@Test
	void waitsUntilThePoolHasRoom() throws Exception {
		PoolLoop loop = new PoolLoop(3);
		SftpPeer peer = peer(loop);
		int stat = peer.add(PacketType.STAT, (out) -> out.text("/"));
		finish(peer);
		assertThat(peer.take(stat).type()).isEqualTo(PacketType.ATTRS);
		assertThat(loop.toReject.get()).isNegative();
	}

	private SftpPeer peer(EventLoop loop) throws IOException {
		SftpPeer peer = SftpPeer.of(new WritableJail(this.root), SftpPeer.SETTINGS, loop);
		peer.init();
		return peer;
	}

	private static void finish(SftpPeer peer) throws Exception {
		peer.sendAll();
		peer.channel.endInput();
		peer.ended.get(30, TimeUnit.SECONDS);
	}

	/** Refuses some work at first. */
	private final class PoolLoop implements EventLoop {

		private final AtomicInteger toReject;

		PoolLoop(int toReject) {
			this.toReject = new AtomicInteger(toReject);
		}

		@Override
		public void execute(Runnable task) {
			ParallelTests.this.pool.schedule(task);
		}

		@Override
		public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
			return Mono.<T>fromCallable(work).subscribeOn(ParallelTests.this.pool).doFirst(this::reject);
		}

		private void reject() {
			if (this.toReject.getAndDecrement() > 0) {
				throw new RejectedExecutionException();
			}
		}

		@Override
		public Scheduler scheduler() {
			return ParallelTests.this.pool;
		}

	}

}
