package dev.torsion.words.web.session;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebDoor}.
 */
class WebDoorTests {

	private static final Profile GONE = new Profile("amy", "web", "web", "", "amy", null, false);

	private final Chat chat = new Chat();

	@Test
	void writesAnEventOnceForAll() {
		SharedBytes transport = new SharedBytes();
		Visitor visitor = new Visitor(null, Set.of(), null);
		Participant first = new WebParticipant(transport, visitor, this.chat.door(), GONE);
		Participant second = new WebParticipant(transport, visitor, this.chat.door(), GONE);
		this.chat.door().deliver(new ChatEvent.Departed(GONE, "", Instant.EPOCH, null), List.of(first, second));
		List<ByteBuf> written = transport.written();
		assertThat(written).hasSize(2);
		assertThat(written.get(0).memoryAddress()).isEqualTo(written.get(1).memoryAddress());
		ByteBuf shared = Objects.requireNonNull(written.get(0).unwrap());
		written.forEach(ByteBuf::release);
		assertThat(shared.refCnt()).isZero();
	}

}
