package dev.torsion.words.web.wire;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CommandReader}.
 */
class CommandReaderTests {

	private static final CommandReader READER = new CommandReader(1000);

	static Stream<Arguments> readsEveryCommand() {
		return Stream.of(Arguments.of("{'do':'join','room':'lobby'}", new Command.Join("lobby", null, null, 0)),
				Arguments.of("{'do':'join','room':'lobby','key':'k','since':7,'last':9}",
						new Command.Join("lobby", "k", 7L, 9)),
				Arguments.of("{'do':'part','room':'lobby','reason':'Tea'}", new Command.Part("lobby", "Tea")),
				Arguments.of("{'do':'say','room':'lobby','text':'H\u00ef \ud83d\ude00'}",
						new Command.Say("lobby", "H\u00ef \ud83d\ude00", false)),
				Arguments.of("{'do':'notice','room':'lobby','text':'Beep'}", new Command.Say("lobby", "Beep", true)),
				Arguments.of("{'do':'typing','room':'lobby'}", new Command.Typing("lobby", true)),
				Arguments.of("{'do':'typing','room':'lobby','active':false}", new Command.Typing("lobby", false)),
				Arguments.of("{'do':'edit','room':'lobby','message':'m-1','text':'Hello'}",
						new Command.Edit("lobby", "m-1", "Hello")),
				Arguments.of("{'do':'redact','room':'lobby','message':'m-1'}", new Command.Redact("lobby", "m-1", "")),
				Arguments.of("{'do':'topic','room':'lobby','text':''}", new Command.SetTopic("lobby", "")),
				Arguments.of("{'do':'history','room':'lobby'}", new Command.History("lobby", null, null, 50)),
				Arguments.of("{'do':'history','room':'lobby','after':0,'before':9007199254740991,'limit':99999999999}",
						new Command.History("lobby", 0L, 9007199254740991L, Integer.MAX_VALUE)),
				Arguments.of("{'do':'members','room':'lobby'}", new Command.ListMembers("lobby")),
				Arguments.of("{'do':'rooms'}", new Command.ListRooms()),
				Arguments.of("{'do':'whisper','to':'amy','text':'Psst'}", new Command.Whisper("amy", "Psst")),
				Arguments.of("{'do':'away'}", new Command.Away("")),
				Arguments.of("{'do':'away','text':null}", new Command.Away("")),
				Arguments.of(" {'do' : 'read', 'sequence' : 3,\n 'room' : 'lobby'}\r\n", new Command.Read("lobby", 3)));
	}

	@ParameterizedTest
	@MethodSource
	void readsEveryCommand(String json, Command command) {
		assertThat(read(json)).isEqualTo(new Request(null, command));
	}

	@Test
	void keepsTheIdentifier() {
		assertThat(read("{'id':'7','do':'rooms'}").id()).isEqualTo("7");
		assertThat(error("{'id':'7','do':'dance'}")).returns("7", WireException::id)
			.returns("unknown-command", WireException::code);
		assertThat(error("{'do':'say','id':'8','room':'lobby'}")).returns("8", WireException::id)
			.returns("malformed", WireException::code)
			.hasMessage("'text' is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "}", "[]", "1", "null", "'rooms'", "{'do':'rooms'", "{'do':'rooms'}}",
			"{'do':'rooms'}{'do':'rooms'}", "{'do':'rooms',}", "{do:'rooms'}", "{'do':['rooms']}",
			"{'do':{'do':'rooms'}}", "{'do':'rooms','do':'rooms'}", "{'do':'rooms','x':1}", "{'do':'rooms','id':1}",
			"{'do':'rooms','x':1.5}", "{'do':'rooms','x':99999999999999999999}", "{'do':1}", "{'x':'rooms'}",
			"{'do':'say','room':'','text':'x'}", "{'do':'say','room':'lobby','text':'a\\nb'}",
			"{'do':'say','room':'lobby','text':'a\\u0000b'}", "{'do':'read','room':'lobby','sequence':-1}",
			"{'do':'read','room':'lobby','sequence':9007199254740992}", "{'do':'read','room':'lobby','sequence':'1'}",
			"{'do':'typing','room':'lobby','active':1}", "{'do':'rooms','nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn':1}",
			"/**/{'do':'rooms'}", "{'do':'rooms'} x" })
	void refusesWhatIsNoCommand(String json) {
		assertThat(error(json).code()).isEqualTo("malformed");
	}

	@Test
	void refusesTextThatIsNoUtf8() {
		byte[] bytes = "{\"do\":\"say\",\"room\":\"lobby\",\"text\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
		bytes[bytes.length - 3] = (byte) 0xff;
		assertThatExceptionOfType(WireException.class).isThrownBy(() -> READER.read(Unpooled.wrappedBuffer(bytes)));
	}

	@Test
	void refusesWhatIsTooLargeOrTooDeep() {
		String said = "{'do':'say','room':'lobby','text':'" + "x".repeat(900) + "'}";
		assertThat(read(said).command()).isInstanceOf(Command.Say.class);
		assertThat(error(said.replace("xxx", "xxxxxx")).code()).isEqualTo("malformed");
		assertThat(error("{'do':".repeat(100)).code()).isEqualTo("malformed");
		assertThat(error("[".repeat(900)).code()).isEqualTo("malformed");
		StringBuilder many = new StringBuilder("{'do':'rooms'");
		for (int i = 0; i < 50; i++) {
			many.append(",'p").append(i).append("':null");
		}
		assertThat(error(many.append('}').toString()).code()).isEqualTo("malformed");
	}

	@Test
	void readsNothingOfACommandThatIsCutOff() {
		String json = "{'id':'7','do':'history','room':'lobby','after':12,'limit':3}";
		for (int length = 0; length < json.length(); length++) {
			assertThat(error(json.substring(0, length)).code()).isEqualTo("malformed");
		}
	}

	@Test
	void throwsNothingElseWhateverItReads() {
		Random random = new Random(8);
		String alphabet = "{}[]:,\"'\\u0d8 truefalsn19-e.doromsay\u00ff";
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = new byte[random.nextInt(60)];
			for (int j = 0; j < bytes.length; j++) {
				bytes[j] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
			}
			try {
				READER.read(Unpooled.wrappedBuffer(bytes));
			}
			catch (WireException ex) {
				assertThat(ex.code()).isIn("malformed", "unknown-command");
			}
		}
	}

	private static Request read(String json) {
		ByteBuf bytes = Unpooled.copiedBuffer(json.replace('\'', '"'), StandardCharsets.UTF_8);
		Request request = READER.read(bytes);
		assertThat(bytes.isReadable()).isFalse();
		return request;
	}

	private static WireException error(String json) {
		try {
			throw new AssertionError("Has read " + read(json));
		}
		catch (WireException ex) {
			return ex;
		}
	}

}
