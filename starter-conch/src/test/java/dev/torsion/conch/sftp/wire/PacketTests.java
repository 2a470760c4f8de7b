package dev.torsion.conch.sftp.wire;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PacketTests {

	private static final Attributes ALL = new Attributes(-1L, new Attributes.Owner(-2, 0), 0100644,
			new Attributes.Times(1, -1));

	@Test
	void writesPacketsAsTheDraftHasThem() {
		ByteBuf out = Unpooled.buffer();
		PacketWriter writer = new PacketWriter(out, PacketType.STATUS);
		writer.u32(7).u32(StatusCode.EOF.code()).text("End of file").text("").end();
		assertThat(ByteBufUtil.hexDump(out)).isEqualTo(
				"0000001c" + "65" + "00000007" + "00000001" + "0000000b" + "456e64206f662066696c65" + "00000000");
	}

	@Test
	void readsWhatWasWritten() {
		ByteBuf out = Unpooled.buffer();
		PacketWriter writer = new PacketWriter(out, 1);
		PacketWriter nested = writer.u32(-5).u64(-6).text("ä").bytes(Unpooled.wrappedBuffer(new byte[] { 9 })).nested();
		nested.text("x");
		nested.end();
		writer.end();
		PacketReader in = new PacketReader(out.skipBytes(4));
		assertThat(in.u8()).isEqualTo(1);
		assertThat(in.u32()).isEqualTo(-5);
		assertThat(in.u64()).isEqualTo(-6);
		assertThat(in.text()).isEqualTo("ä");
		assertThat(in.bytes().readByte()).isEqualTo((byte) 9);
		assertThat(new PacketReader(in.bytes()).text()).isEqualTo("x");
		assertThat(in.hasMore()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("attributes")
	void readsAttributesThatWereWritten(Attributes attributes) {
		assertThat(Attributes.read(new PacketReader(written(attributes)))).isEqualTo(attributes);
	}

	static Stream<Attributes> attributes() {
		return IntStream.range(0, 16)
			.mapToObj((bits) -> new Attributes(((bits & 1) != 0) ? ALL.size() : null,
					((bits & 2) != 0) ? ALL.owner() : null, ((bits & 4) != 0) ? ALL.permissions() : null,
					((bits & 8) != 0) ? ALL.times() : null));
	}

	@Test
	void refusesAttributesThatAreCutAnywhere() {
		ByteBuf whole = written(ALL);
		for (int length = 0; length < whole.readableBytes(); length++) {
			PacketReader in = new PacketReader(whole.slice(whole.readerIndex(), length));
			assertThatExceptionOfType(WireException.class).as("%d bytes", length).isThrownBy(() -> Attributes.read(in));
		}
	}

	@Test
	void forgetsAttributesThatNobodyKnows() {
		ByteBuf out = Unpooled.buffer().writeInt(0x80000004).writeInt(0644).writeInt(1);
		out.writeInt(1).writeByte('a').writeInt(2).writeShort(0).writeByte('z');
		PacketReader in = new PacketReader(out);
		assertThat(Attributes.read(in)).isEqualTo(new Attributes(null, null, 0644, null));
		assertThat(in.u8()).isEqualTo('z');
	}

	@Test
	void endsWithThePacketWhenACountOfAttributesLies() {
		ByteBuf out = Unpooled.buffer().writeInt(0x80000000).writeInt(-1).writeInt(0).writeInt(0);
		assertThatExceptionOfType(WireException.class).isThrownBy(() -> Attributes.read(new PacketReader(out)));
	}

	@ParameterizedTest
	@ValueSource(ints = { 4, Integer.MAX_VALUE, Integer.MIN_VALUE, -1 })
	void refusesStringsLongerThanTheirPacket(int length) {
		ByteBuf out = Unpooled.buffer().writeInt(length).writeMedium(0);
		assertThatExceptionOfType(WireException.class).isThrownBy(() -> new PacketReader(out).bytes());
	}

	@Test
	void refusesNumbersThatAreCut() {
		assertThatExceptionOfType(WireException.class).isThrownBy(() -> new PacketReader(Unpooled.EMPTY_BUFFER).u8());
		assertThatExceptionOfType(WireException.class).isThrownBy(() -> new PacketReader(zeros(3)).u32());
		assertThatExceptionOfType(WireException.class).isThrownBy(() -> new PacketReader(zeros(7)).u64());
	}

	@Test
	void refusesTextThatIsNotUtf8() {
		byte[] latin = "ä".getBytes(StandardCharsets.ISO_8859_1);
		ByteBuf out = Unpooled.buffer().writeInt(latin.length).writeBytes(latin);
		assertThatExceptionOfType(WireException.class).isThrownBy(() -> new PacketReader(out).text());
	}

	@Test
	void readsFlags() {
		assertThat(OpenFlags.of(0x1a)).isEqualTo(new OpenFlags(false, true, false, true, true, false));
		assertThat(OpenFlags.of(0x25)).isEqualTo(new OpenFlags(true, false, true, false, false, true));
	}

	private static ByteBuf written(Attributes attributes) {
		ByteBuf out = Unpooled.buffer();
		PacketWriter writer = new PacketWriter(out, 0);
		attributes.write(writer);
		writer.end();
		return out.skipBytes(5);
	}

	private static ByteBuf zeros(int length) {
		return Unpooled.buffer().writeZero(length);
	}

}
