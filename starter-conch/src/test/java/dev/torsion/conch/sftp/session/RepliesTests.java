package dev.torsion.conch.sftp.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RepliesTests {

	private final List<String> sent = new ArrayList<>();

	private final Replies replies = new Replies(this::sent);

	@Test
	void sendsWhatIsNext() {
		add(0, 1, "a");
		add(1, 3, "bc");
		assertThat(this.sent).containsExactly("a", "bc");
	}

	@Test
	void waitsForWhatCameBefore() {
		add(3, 4, "d");
		add(1, 3, "bc");
		assertThat(this.sent).isEmpty();
		add(0, 1, "a");
		assertThat(this.sent).containsExactly("a", "bc", "d");
	}

	@Test
	void keepsTheOrderWhereSendingBringsMore() {
		AtomicReference<Runnable> more = new AtomicReference<>(() -> {
		});
		Replies nested = new Replies((replies) -> {
			more.getAndSet(() -> {
			}).run();
			sent(replies);
		});
		more.set(() -> nested.add(1, 2, buffer("b")));
		nested.add(0, 1, buffer("a"));
		assertThat(this.sent).containsExactly("a", "b");
	}

	@Test
	void forgetsWhatNobodyWaitsFor() {
		ByteBuf early = buffer("b");
		ByteBuf late = buffer("a");
		this.replies.add(1, 2, early);
		this.replies.close();
		this.replies.add(0, 1, late);
		assertThat(this.sent).isEmpty();
		assertThat(early.refCnt()).isZero();
		assertThat(late.refCnt()).isZero();
	}

	private void add(long first, long end, String text) {
		this.replies.add(first, end, buffer(text));
	}

	private void sent(ByteBuf replies) {
		this.sent.add(text(replies));
	}

	private static String text(ByteBuf replies) {
		String text = replies.toString(StandardCharsets.US_ASCII);
		replies.release();
		return text;
	}

	private static ByteBuf buffer(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
	}

}
