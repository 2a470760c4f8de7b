package dev.torsion.conch.sftp.session;

import java.util.Objects;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestQueueTests {

	private static final long APPENDED = 1L << 62;

	private final RequestQueue queue = new RequestQueue(2);

	@Test
	void readsSideBySide() {
		Pending first = add(Overlap.READ);
		Pending second = add(Overlap.READ);
		assertThat(this.queue.take()).isSameAs(first);
		assertThat(this.queue.take()).isSameAs(second);
	}

	@Test
	void doesNothingElseBesideWhatIsAlone() {
		Pending first = add(Overlap.READ);
		Pending alone = add(Overlap.NONE);
		Pending last = add(Overlap.READ);
		assertThat(this.queue.take()).isSameAs(first);
		assertThat(this.queue.take()).isNull();
		this.queue.done(first, 0);
		assertThat(this.queue.take()).isSameAs(alone);
		assertThat(this.queue.take()).isNull();
		this.queue.done(alone, 0);
		assertThat(this.queue.take()).isSameAs(last);
	}

	@Test
	void writesSideBySideWhatDoesNotOverlap() {
		add(Overlap.write(1, 0, 10));
		Pending beside = add(Overlap.write(1, 10, 10));
		Pending across = add(Overlap.write(1, 5, 10));
		Pending first = take();
		assertThat(this.queue.take()).isSameAs(beside);
		assertThat(this.queue.take()).isNull();
		this.queue.done(first, 0);
		assertThat(this.queue.take()).as("still overlaps").isNull();
		this.queue.done(beside, 0);
		assertThat(this.queue.take()).isSameAs(across);
	}

	@Test
	void writesOneAfterTheOtherWhereTheOrderMayMatter() {
		assertThat(Overlap.write(1, 0, 1).allows(Overlap.write(2, 5, 1))).as("perhaps the same file").isFalse();
		assertThat(Overlap.write(APPENDED, 0, 1).allows(Overlap.write(APPENDED, 5, 1))).isFalse();
		assertThat(Overlap.write(1, Long.MAX_VALUE, 1).allows(Overlap.write(1, 0, 1))).isFalse();
		assertThat(Overlap.write(1, -1, 1).allows(Overlap.write(1, 5, 1))).isFalse();
		assertThat(Overlap.READ.allows(Overlap.write(1, 5, 1))).isFalse();
		assertThat(Overlap.write(1, 5, 1).allows(Overlap.READ)).isFalse();
	}

	@Test
	void takesNothingForWhoDoesNotRead() {
		Pending first = add(Overlap.NONE);
		Pending second = add(Overlap.NONE);
		this.queue.take();
		this.queue.done(first, 512 * 1024);
		assertThat(this.queue.take()).isNull();
		this.queue.sent(1024);
		assertThat(this.queue.enter()).as("not for so little").isFalse();
		this.queue.sent(300 * 1024);
		assertThat(this.queue.enter()).isTrue();
		assertThat(this.queue.take()).isSameAs(second);
	}

	@Test
	void countsWhatIsBeingReadAsIfItWereLarge() {
		for (int i = 0; i < 10; i++) {
			add(Overlap.READ);
		}
		assertThat(this.queue.take()).isNotNull();
		assertThat(this.queue.take()).isNotNull();
		assertThat(this.queue.take()).isNotNull();
		assertThat(this.queue.take()).isNull();
	}

	@Test
	void helpsOnlyWhereThereIsMuch() {
		add(Overlap.READ);
		assertThat(this.queue.enter()).isTrue();
		assertThat(this.queue.enter()).isFalse();
		for (int i = 0; i < 10; i++) {
			add(Overlap.READ);
		}
		assertThat(this.queue.enter()).isTrue();
		assertThat(this.queue.enter()).as("no more than allowed").isFalse();
	}

	@Test
	void endsOnceWhenAllIsDoneAndSent() {
		Pending only = add(Overlap.NONE);
		this.queue.enter();
		this.queue.take();
		this.queue.end();
		this.queue.done(only, 10);
		assertThat(this.queue.stay()).isFalse();
		assertThat(this.queue.finish()).as("unsent").isFalse();
		this.queue.sent(10);
		assertThat(this.queue.enter()).isTrue();
		assertThat(this.queue.stay()).isFalse();
		assertThat(this.queue.finish()).isTrue();
		assertThat(this.queue.finish()).isFalse();
		assertThat(this.queue.enter()).isFalse();
	}

	@Test
	void forgetsWhatNobodyWaitsFor() {
		Pending waiting = add(Overlap.NONE);
		this.queue.abandon();
		Pending late = add(Overlap.NONE);
		assertThat(this.queue.take()).isNull();
		assertThat(waiting.packet().refCnt()).isZero();
		assertThat(late.packet().refCnt()).isZero();
	}

	private Pending add(Overlap overlap) {
		ByteBuf packet = Unpooled.buffer(1);
		Pending pending = new Pending(0, null, 0, packet, 1, overlap);
		this.queue.add(pending);
		return pending;
	}

	private Pending take() {
		return Objects.requireNonNull(this.queue.take());
	}

}
