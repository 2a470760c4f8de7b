package dev.torsion.words.web.session;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.torsion.net.ProtocolException;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WebProtocol}, without sockets.
 */
class WebProtocolTests {

	private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

	private final Chat chat = new Chat();

	@Test
	void welcomesAnAccountByItsName() {
		Page amy = this.chat.stranger("amy");
		amy.begin();
		assertThat(amy.heard()).containsExactly("{'event':'welcome','nick':'amy','account':'amy'}");
		assertThat(this.chat.participant("amy").address()).isNotNull();
	}

	@Test
	void givesEachPageOfAnAccountANicknameOfItsOwn() {
		this.chat.page("amy");
		Page second = this.chat.stranger("amy");
		second.begin();
		assertThat(second.heard()).containsExactly("{'event':'welcome','nick':'amy_2','account':'amy'}");
		Page odd = this.chat.stranger("7 up@example.org, the account");
		odd.begin();
		assertThat(odd.heard().get(0)).contains("'nick':'_7_up_example_or'");
	}

	@Test
	void givesGuestsNicknames() {
		Page guest = this.chat.stranger(null);
		guest.begin();
		assertThat(guest.heard().get(0)).matches("\\{'event':'welcome','nick':'guest\\d+'}");
	}

	@Test
	void refusesOnePageTooMany() {
		this.chat.page("amy");
		this.chat.page("amy");
		this.chat.page("amy").protocol().disconnected();
		this.chat.page("amy");
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> this.chat.stranger("amy").begin());
	}

	@Test
	void tellsEverybodyInARoomWhatIsSaid() {
		Page amy = this.chat.page("amy");
		Page bob = this.chat.page("bob");
		assertThat(amy.says("{'do':'join','room':'lobby','id':'1'}")).containsExactly(
				"{'event':'joined','room':'lobby','sequence':1,'author':{'nick':'amy','account':'amy'}}",
				"{'reply':'1','room':'lobby','size':1,'last':0,'read':0,'unread':0,"
						+ "'members':[{'nick':'amy','account':'amy','role':'operator'}],'events':[],'more':false}");
		bob.says("{'do':'join','room':'LOBBY','id':'1'}");
		assertThat(amy.heard()).hasSize(1);
		assertThat(amy.says("{'do':'say','room':'lobby','text':'Hi','id':'2'}")).containsExactly(
				"{'event':'said','room':'lobby','sequence':3,'author':{'nick':'amy','account':'amy'},'text':'Hi'}",
				"{'reply':'2','sequence':3}");
		assertThat(bob.says("{'do':'notice','room':'lobby','text':'Beep'}")).containsExactly(
				"{'event':'said','room':'lobby','sequence':3,'author':{'nick':'amy','account':'amy'},'text':'Hi'}",
				"{'event':'said','room':'lobby','sequence':4,'author':{'nick':'bob','account':'bob'},'text':'Beep',"
						+ "'notice':true}",
				"{'reply':'-','sequence':4}");
	}

	@Test
	void tellsWhoIsTyping() {
		Page amy = joined("amy");
		Page bob = joined("bob");
		amy.heard();
		assertThat(bob.says("{'do':'typing','room':'lobby','id':'1'}").get(1)).isEqualTo("{'reply':'1'}");
		bob.says("{'do':'typing','room':'lobby','active':false}");
		assertThat(amy.heard()).allMatch((line) -> line.startsWith("{'event':'typing','room':'lobby','sequence':"))
			.extracting((line) -> line.endsWith("'active':true}"))
			.containsExactly(true, false);
	}

	@Test
	void editsAndRedactsWhatItHasSaid() {
		Page amy = joined("amy");
		Page bob = joined("bob");
		String id = say(amy, "Helo");
		bob.heard();
		assertThat(bob.says("{'do':'edit','room':'lobby','message':'" + id + "','text':'Hell','id':'1'}"))
			.containsExactly("{'reply':'1','error':'not-an-operator','message':'That message is not yours'}");
		assertThat(amy.says("{'do':'edit','room':'lobby','message':'" + id + "','text':'Hello','id':'1'}"))
			.endsWith("{'reply':'1'}");
		assertThat(bob.heard()).containsExactly("{'event':'edited','room':'lobby','sequence':4,"
				+ "'author':{'nick':'amy','account':'amy'},'message':'...','text':'Hello'}");
		assertThat(bob.says("{'do':'history','room':'lobby','id':'2'}"))
			.containsExactly("{'reply':'2','room':'lobby','events':[{'event':'said','room':'lobby','sequence':3,"
					+ "'author':{'nick':'amy','account':'amy'},'text':'Hello','edited':'...'}],'more':false}");
		amy.says("{'do':'redact','room':'lobby','message':'" + id + "','reason':'Wrong room'}");
		assertThat(bob.heard()).containsExactly("{'event':'redacted','room':'lobby','sequence':5,"
				+ "'author':{'nick':'amy','account':'amy'},'message':'...','reason':'Wrong room'}");
		assertThat(bob.says("{'do':'history','room':'lobby','id':'2'}").get(0)).contains("'events':[]");
		assertThat(amy.says("{'do':'edit','room':'lobby','message':'" + id + "','text':'x','id':'3'}").get(0))
			.contains("'error':'no-such-message'");
	}

	@Test
	void pagesThroughTheHistory() {
		Page amy = joined("amy");
		for (int i = 2; i <= 9; i++) {
			say(amy, "message " + i);
		}
		assertThat(page(amy, "")).isEqualTo("5 6 7 8 9 more");
		assertThat(page(amy, ",'before':5")).isEqualTo("2 3 4");
		assertThat(page(amy, ",'before':5,'limit':2")).isEqualTo("3 4 more");
		assertThat(page(amy, ",'after':3,'limit':2")).isEqualTo("4 5 more");
		assertThat(page(amy, ",'after':7")).isEqualTo("8 9");
		assertThat(page(amy, ",'after':0,'limit':3")).isEqualTo("2 3 4 more");
		assertThat(page(amy, ",'after':3,'before':6,'limit':1000")).isEqualTo("4 5");
		assertThat(page(amy, ",'after':9")).isEmpty();
	}

	private static String page(Page page, String which) {
		String reply = page.says("{'do':'history','room':'lobby'" + which + "}").get(0);
		Matcher sequences = Pattern.compile("'sequence':(\\d+)|'more':true").matcher(reply);
		return String.join(" ",
				sequences.results().map((found) -> (found.group(1) != null) ? found.group(1) : "more").toList());
	}

	@Test
	void fillsTheGapOfAPageThatComesBack() {
		Page amy = joined("amy");
		Page bob = joined("bob");
		say(amy, "one");
		bob.protocol().disconnected();
		say(amy, "two");
		say(amy, "three");
		Page again = this.chat.page("bob");
		assertThat(again.says("{'do':'join','room':'lobby','since':3}").get(1))
			.contains("'events':[{'event':'said','room':'lobby','sequence':5", "'text':'two'", "'text':'three'",
					"'more':false")
			.doesNotContain("'text':'one'");
		Page third = this.chat.page("bob");
		assertThat(third.says("{'do':'join','room':'lobby','last':1}").get(1)).contains("'text':'three'", "'more':true")
			.doesNotContain("'text':'two'");
	}

	@Test
	void countsWhatOthersHaveSaidSinceAnAccountHasRead() {
		Page amy = joined("amy");
		say(amy, "before bob");
		Page bob = joined("bob");
		say(amy, "one");
		say(amy, "two");
		say(bob, "mine");
		bob.says("{'do':'read','room':'lobby','sequence':4}");
		say(amy, "three");
		bob.protocol().disconnected();
		say(amy, "four");
		String reply = this.chat.page("bob").says("{'do':'join','room':'lobby'}").get(1);
		assertThat(reply).contains("'last':9,'read':4,'unread':3");
	}

	@Test
	void countsNothingThatWasSaidBeforeItHasComeForTheFirstTime() {
		Page amy = joined("amy");
		say(amy, "one");
		Page bob = this.chat.page("bob");
		assertThat(bob.says("{'do':'join','room':'lobby'}").get(1)).contains("'last':2,'read':2,'unread':0");
		Page guest = this.chat.page(null);
		assertThat(guest.says("{'do':'join','room':'lobby'}").get(1)).contains("'last':2,'read':2,'unread':0");
	}

	@Test
	void tellsTheOtherPagesOfAnAccountWhatItHasRead() {
		Page amy = joined("amy");
		Page second = joined("amy");
		Page bob = joined("bob");
		amy.heard();
		second.heard();
		assertThat(amy.says("{'do':'read','room':'LOBBY','sequence':2,'id':'1'}")).containsExactly("{'reply':'1'}");
		assertThat(second.heard()).containsExactly("{'event':'read','room':'lobby','sequence':2}");
		second.says("{'do':'read','room':'lobby','sequence':1}");
		assertThat(amy.heard()).containsExactly("{'event':'read','room':'lobby','sequence':2}");
		assertThat(bob.heard()).isEmpty();
	}

	@Test
	void listsRoomsThatItMayKnowOf() {
		this.chat.rooms().open("ops", "OPS").block();
		Page amy = joined("amy");
		amy.says("{'do':'topic','room':'lobby','text':'Welcome'}");
		assertThat(this.chat.page("bob").says("{'do':'rooms','id':'1'}"))
			.containsExactly("{'reply':'1','rooms':[{'room':'lobby','topic':'Welcome','size':1}]}");
		assertThat(amy.says("{'do':'rooms'}").get(0)).contains("'size':1,'joined':true");
		assertThat(this.chat.page("cat", "OPS").says("{'do':'rooms'}").get(0)).contains("'room':'ops'");
		assertThat(this.chat.page("cat", "OPS").says("{'do':'join','room':'ops','id':'1'}").get(1))
			.contains("'reply':'1','room':'ops'");
		assertThat(amy.says("{'do':'join','room':'ops','id':'1'}"))
			.containsExactly("{'reply':'1','error':'role-missing','message':'Your account may not come in'}");
		assertThat(amy.says("{'do':'members','room':'ops','id':'1'}").get(0)).contains("'error':'no-such-room'");
		assertThat(amy.says("{'do':'history','room':'ops','id':'1'}").get(0)).contains("'error':'no-such-room'");
	}

	@Test
	void tellsWhoIsThereAndWhoGoes() {
		Page amy = joined("amy");
		Page bob = joined("bob");
		assertThat(bob.says("{'do':'members','room':'lobby','id':'1'}").get(0))
			.startsWith("{'reply':'1','room':'lobby',")
			.contains("{'nick':'amy','account':'amy','role':'operator'}", "{'nick':'bob','account':'bob'}");
		amy.heard();
		bob.says("{'do':'away','text':'Tea'}");
		bob.says("{'do':'part','room':'lobby','reason':'Bye'}");
		bob.says("{'do':'join','room':'lobby'}");
		bob.protocol().disconnected();
		assertThat(amy.heard()).containsExactly(
				"{'event':'profile','before':'bob','author':{'nick':'bob','account':'bob','away':'Tea'}}",
				"{'event':'parted','room':'lobby','sequence':3,'author':{'nick':'bob','account':'bob','away':'Tea'},"
						+ "'reason':'Bye'}",
				"{'event':'joined','room':'lobby','sequence':4,'author':{'nick':'bob','account':'bob','away':'Tea'}}",
				"{'event':'departed','author':{'nick':'bob','account':'bob','away':'Tea'}}");
		assertThat(this.chat.participants().find("bob")).isNull();
	}

	@Test
	void whispers() {
		Page amy = this.chat.page("amy");
		Page bob = this.chat.page("bob");
		assertThat(amy.says("{'do':'whisper','to':'BOB','text':'Psst','id':'1'}")).hasSize(2)
			.endsWith("{'reply':'1','sequence':1}");
		assertThat(bob.heard()).containsExactly("{'event':'whispered','sequence':1,"
				+ "'author':{'nick':'amy','account':'amy'},'to':{'nick':'bob','account':'bob'},'text':'Psst'}");
		assertThat(amy.says("{'do':'whisper','to':'cat','text':'Psst','id':'1'}"))
			.containsExactly("{'reply':'1','error':'no-such-participant','message':'Nobody has that nickname'}");
	}

	@Test
	void saysWhatTheApplicationDoes() {
		Page amy = joined("amy");
		this.chat.room("lobby").say("Lunch").block();
		this.chat.room("lobby").kick(this.chat.rooms().application(), this.chat.participant("amy"), "Eat").block();
		assertThat(amy.heard()).containsExactly(
				"{'event':'said','room':'lobby','sequence':2,'author':{'nick':'chat.example','bot':true},'text':'Lunch'}",
				"{'event':'kicked','room':'lobby','sequence':3,'author':{'nick':'chat.example','bot':true},"
						+ "'member':'amy','reason':'Eat'}");
	}

	@Test
	void answersWhatIsNoCommandAndGoesOn() {
		Page amy = this.chat.page("amy");
		assertThat(amy.says("{'do':'say'")).hasSize(1)
			.allMatch((line) -> line.contains("'reply':'-','error':'malformed'"));
		assertThat(amy.says("{'do':'say','id':'1'}"))
			.containsExactly("{'reply':'1','error':'malformed','message':'\\'room\\' is missing'}".replace("\\", ""));
		assertThat(amy.says("{'do':'dance','id':'2'}").get(0)).contains("'reply':'2','error':'unknown-command'");
		assertThat(amy.says("{'do':'read','room':'lobby','id':'3'}").get(0)).contains("'error':'no-such-room'");
		assertThat(amy.says("{'do':'rooms','id':'4'}")).containsExactly("{'reply':'4','rooms':[]}");
	}

	@Test
	void letsNobodySeeARoomItIsNotIn() {
		joined("amy");
		Page bob = this.chat.page("bob");
		for (String command : List.of("history", "read", "part")) {
			assertThat(bob.says("{'do':'" + command + "','room':'lobby','id':'1'}").get(0))
				.contains("'error':'not-a-member'");
		}
		assertThat(bob.says("{'do':'say','room':'lobby','text':'x','id':'1'}").get(0))
			.contains("'error':'cannot-speak'");
	}

	@Test
	void makesAPageThatIsTooFastWait() {
		Page amy = new Chat(new WebSettings("web", 16, 3, 5, 2, Duration.ofMillis(100))).page("amy");
		assertThat(amy.says("{'do':'rooms'}")).hasSize(1);
		assertThat(amy.says("{'do':'rooms'}")).hasSize(1);
		assertThat(amy.says("{'do':'rooms'}")).isEmpty();
		amy.transport().eventLoop().advance(Duration.ofMillis(100));
		assertThat(amy.heard()).hasSize(1);
		amy.transport().eventLoop().advance(Duration.ofSeconds(10));
		assertThat(amy.says("{'do':'rooms'}")).hasSize(1);
		assertThat(amy.says("{'do':'rooms'}")).hasSize(1);
		assertThat(amy.says("{'do':'rooms'}")).isEmpty();
	}

	@Test
	void writesMarkupAndControlCharactersAsText() {
		Page amy = joined("amy");
		assertThat(amy.says("{'do':'say','room':'lobby','text':'<b>\\u0001\\\\\u00fc'}").get(0))
			.endsWith("'text':'<b>\\u0001\\\\\u00fc'}");
	}

	@Test
	void endsThePagesOfAnAccount() {
		Page amy = joined("amy");
		Page second = this.chat.page("Amy");
		Page bob = this.chat.page("bob");
		this.chat.door().end("AMY");
		assertThat(amy.transport().isClosed()).isTrue();
		assertThat(second.transport().isClosed()).isTrue();
		assertThat(bob.transport().isClosed()).isFalse();
	}

	@Test
	void saysGoodbye() {
		Page amy = this.chat.page("amy");
		amy.protocol().leaving().block();
		assertThat(amy.heard()).containsExactly("{'event':'goodbye'}");
	}

	private Page joined(String account) {
		Page page = this.chat.page(account);
		page.says("{'do':'join','room':'lobby'}");
		return page;
	}

	private static String say(Page page, String text) {
		page.heard();
		page.send("{'do':'say','room':'lobby','text':'" + text + "'}");
		List<String> lines = page.raw();
		Matcher id = ID.matcher(lines.get(lines.size() - 1));
		assertThat(id.find()).isTrue();
		return id.group(1);
	}

	@Test
	void saysNothingToThoseWhoHaveGone() {
		Page amy = joined("amy");
		Participant gone = this.chat.participant("amy");
		amy.protocol().disconnected();
		amy.heard();
		this.chat.participants().whisper(this.chat.participants().application(), gone, Message.of("Late")).block();
		assertThat(this.chat.rooms().find("lobby")).isNull();
	}

}
