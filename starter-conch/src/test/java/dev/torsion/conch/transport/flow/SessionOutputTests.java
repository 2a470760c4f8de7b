package dev.torsion.conch.transport.flow;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionOutput}.
 */
class SessionOutputTests {

	private static final int LIMIT = 1024 * 1024;

	private final FlushCounter flushes = new FlushCounter();

	private final EmbeddedChannel channel = new EmbeddedChannel(this.flushes);

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private int stalled;

	private final SessionOutput output = new SessionOutput(this.channel, this.tasks::add, LIMIT, () -> this.stalled++);

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	@Test
	void sendsWhatIsThereAtOnceAndInOrder() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.output.write(packet(i, 100)).isWritten()).isTrue();
		}
		assertThat(this.flushes.count).isZero();
		this.channel.runPendingTasks();
		assertThat(this.flushes.count).isEqualTo(1);
		ByteBuf sent = this.channel.readOutbound();
		assertThat(sent.readableBytes()).isEqualTo(1000);
		for (int i = 0; i < 10; i++) {
			assertThat(sent.getByte(100 * i)).isEqualTo((byte) i);
		}
		sent.release();
		assertThat(this.channel.<Object>readOutbound()).isNull();
	}

	@Test
	void sendsOnlyWhatIsBetweenThePositionsOfAPacket() {
		ByteArrayBuffer packet = packet(7, 100);
		packet.rpos(90);
		this.output.write(packet);
		this.channel.runPendingTasks();
		ByteBuf sent = this.channel.readOutbound();
		assertThat(sent.readableBytes()).isEqualTo(10);
		sent.release();
	}

	@Test
	void letsWritesWaitWhenMuchIsWaiting() {
		IoWriteFuture first = this.output.write(packet(1, SessionOutput.HIGH));
		IoWriteFuture second = this.output.write(packet(2, 1));
		assertThat(first.isDone()).isTrue();
		assertThat(second.isDone()).isFalse();
		this.channel.runPendingTasks();
		runTasks();
		assertThat(second.isWritten()).isTrue();
	}

	@Test
	void sendsNothingThatTheNetworkDoesNotTake() {
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
		this.output.write(packet(1, 10));
		this.channel.runPendingTasks();
		assertThat(this.flushes.count).isZero();
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
		this.output.flush();
		assertThat(this.flushes.count).isEqualTo(1);
	}

	@Test
	void endsAPeerForWhomTooMuchIsWaiting() {
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
		this.output.write(packet(1, LIMIT - SessionOutput.OVERHEAD));
		this.output.write(packet(2, 1));
		assertThat(this.stalled).isZero();
		assertThat(this.output.write(packet(3, 1)).getException()).isInstanceOf(ClosedChannelException.class);
		assertThat(this.stalled).isEqualTo(1);
	}

	@Test
	void countsWhatLittlePacketsTakeBesidesTheirBytes() {
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
		for (int i = 0; i < LIMIT / SessionOutput.OVERHEAD + 2; i++) {
			this.output.write(packet(i, 1));
		}
		assertThat(this.stalled).isPositive();
		this.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
		this.output.flush();
		this.stalled = 0;
		this.output.write(packet(1, 1));
		assertThat(this.stalled).isZero();
	}

	@Test
	void doesNotNestWritesForEver() {
		int done = 0;
		for (int i = 0; i < 100; i++) {
			done += this.output.write(packet(i, 1)).isDone() ? 1 : 0;
		}
		assertThat(done).isBetween(90, 98);
		runTasks();
	}

	@Test
	void failsWritesOfAChannelThatIsClosed() {
		this.output.write(packet(1, SessionOutput.HIGH));
		IoWriteFuture waiting = this.output.write(packet(2, 1));
		this.output.closed();
		runTasks();
		assertThat(waiting.getException()).isInstanceOf(ClosedChannelException.class);
		assertThat(this.output.write(packet(3, 1)).getException()).isInstanceOf(ClosedChannelException.class);
		assertThat(this.stalled).isZero();
	}

	private static ByteArrayBuffer packet(int content, int length) {
		byte[] bytes = new byte[length];
		bytes[0] = (byte) content;
		return new ByteArrayBuffer(bytes);
	}

	private void runTasks() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

	private static final class FlushCounter extends ChannelOutboundHandlerAdapter {

		private int count;

		@Override
		public void flush(ChannelHandlerContext context) {
			this.count++;
			context.flush();
		}

	}

}
