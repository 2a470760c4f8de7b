package dev.torsion.conch.transport.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.apache.sshd.common.util.Readable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionInput}.
 */
class SessionInputTests {

	private final ReadCounter reads = new ReadCounter();

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final List<String> received = new ArrayList<>();

	private boolean suspends;

	private final SessionInput input = new SessionInput(this.channel, this.tasks::add, new SessionInput.Reader() {

		@Override
		public void received(Readable bytes) {
			byte[] data = new byte[bytes.available()];
			bytes.getRawBytes(data, 0, data.length);
			SessionInputTests.this.received.add(new String(data));
			if (SessionInputTests.this.suspends) {
				SessionInputTests.this.input.suspend();
			}
		}

		@Override
		public void ended() {
			SessionInputTests.this.received.add("end");
		}

	});

	@AfterEach
	void close() {
		this.input.discard();
		this.channel.finishAndReleaseAll();
	}

	@Test
	void readsNothingBeforeItBegins() {
		watch();
		assertThat(this.reads.count).isZero();
		this.input.begin();
		assertThat(this.reads.count).isEqualTo(1);
	}

	@Test
	void readsOnByItselfUntilMuchWaits() {
		watch();
		this.input.begin();
		arrives("a");
		assertThat(this.reads.count).isEqualTo(2);
		arrives("b".repeat(SessionInput.HIGH - 2));
		assertThat(this.reads.count).isEqualTo(3);
		arrives("c");
		assertThat(this.reads.count).isEqualTo(3);
		runTasks();
		assertThat(this.received).hasSize(3);
		assertThat(this.reads.count).isEqualTo(4);
	}

	@Test
	void readsOnAsSoonAsLittleWaits() {
		watch();
		this.input.begin();
		this.suspends = true;
		arrives("a".repeat(SessionInput.HIGH), "b".repeat(SessionInput.LOW + 1));
		this.tasks.remove().run();
		assertThat(this.reads.count).isEqualTo(1);
		this.suspends = false;
		this.input.resume();
		runTasks();
		assertThat(this.reads.count).isEqualTo(2);
	}

	@Test
	void readsAgainWhenThereWasNothing() {
		watch();
		this.input.begin();
		this.input.readComplete();
		assertThat(this.reads.count).isEqualTo(2);
	}

	@Test
	void handsNothingOverWhileItIsSuspended() {
		watch();
		this.input.begin();
		this.suspends = true;
		arrives("a", "b");
		runTasks();
		assertThat(this.received).containsExactly("a");
		this.input.resume();
		runTasks();
		assertThat(this.received).containsExactly("a", "b");
		int before = this.reads.count;
		arrives("c");
		runTasks();
		assertThat(this.reads.count).isEqualTo(before);
	}

	@Test
	void tellsTheEndAfterAllThatCameBefore() {
		this.input.begin();
		arrives("a");
		this.input.end();
		runTasks();
		assertThat(this.received).startsWith("a", "end");
	}

	@Test
	void releasesEachBuffer() {
		ByteBuf read = Unpooled.copiedBuffer("a".getBytes());
		ByteBuf waiting = Unpooled.copiedBuffer("b".getBytes());
		this.input.begin();
		this.input.add(read);
		this.input.readComplete();
		runTasks();
		this.input.add(waiting);
		this.input.discard();
		assertThat(read.refCnt()).isZero();
		assertThat(waiting.refCnt()).isZero();
		assertThat(this.input.total()).isEqualTo(2);
	}

	private void watch() {
		this.channel.pipeline().addLast(this.reads);
		this.reads.count = 0;
	}

	private void arrives(String... texts) {
		for (String text : texts) {
			this.input.add(Unpooled.copiedBuffer(text.getBytes()));
		}
		this.input.readComplete();
	}

	private void runTasks() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

	private static final class ReadCounter extends ChannelOutboundHandlerAdapter {

		private int count;

		@Override
		public void read(ChannelHandlerContext context) {
			this.count++;
			context.read();
		}

	}

}
