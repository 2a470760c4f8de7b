package dev.torsion.conch.sftp.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PacketFramingTests {

	private final PacketFraming framing = new PacketFraming(UnpooledByteBufAllocator.DEFAULT, 10);

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 7, 11, 100 })
	void findsPacketsHoweverTheyAreCut(int piece) {
		byte[] bytes = "\0\0\0\3abc\0\0\0\1x\0\0\0\n0123456789\0\0\0\2yz".getBytes(StandardCharsets.US_ASCII);
		List<String> packets = new ArrayList<>();
		for (int start = 0; start < bytes.length; start += piece) {
			ByteBuffer slice = ByteBuffer.wrap(bytes, start, Math.min(piece, bytes.length - start));
			for (ByteBuf packet = this.framing.next(slice); packet != null; packet = this.framing.next(slice)) {
				packets.add(packet.toString(StandardCharsets.US_ASCII));
				packet.release();
			}
			assertThat(slice.hasRemaining()).isFalse();
		}
		assertThat(packets).containsExactly("abc", "x", "0123456789", "yz");
	}

	@Test
	void leavesWhatFollowsAPacket() {
		ByteBuffer bytes = ByteBuffer.wrap(new byte[] { 0, 0, 0, 1, 5, 0, 0 });
		assertThat(this.framing.next(bytes)).isNotNull();
		assertThat(bytes.remaining()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 11, Integer.MAX_VALUE, Integer.MIN_VALUE, -1 })
	void refusesLengthsThatCannotBeBeforeAllocating(int length) {
		assertThatExceptionOfType(WireException.class)
			.isThrownBy(() -> this.framing.next(ByteBuffer.allocate(4).putInt(0, length)));
	}

	@Test
	void givesUpWhatIsNotWhole() {
		assertThat(this.framing.next(ByteBuffer.wrap(new byte[] { 0, 0, 0, 2, 5 }))).isNull();
		this.framing.close();
		this.framing.close();
		assertThat(this.framing.next(ByteBuffer.wrap(new byte[] { 0 }))).isNull();
	}

}
