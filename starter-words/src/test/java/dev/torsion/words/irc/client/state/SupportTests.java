package dev.torsion.words.irc.client.state;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SupportTests {

	private final Support support = new Support();

	@Test
	void takesTokensAndForgetsThem() {
		this.support.add(List.of("me", "NETWORK=Example", "SAFELIST", "X=", "are supported"));
		assertThat(this.support.token("NETWORK", "?")).isEqualTo("Example");
		assertThat(this.support.token("SAFELIST", "?")).isEmpty();
		this.support.add(List.of("me", "-NETWORK", "are supported"));
		assertThat(this.support.token("NETWORK", "?")).isEqualTo("?");
		assertThat(this.support.token("are supported", "?")).isEqualTo("?");
	}

	@Test
	void foldsNamesAsTheServerDoes() {
		assertThat(this.support.isSame("Amy[]\\^", "amy{}|~")).isTrue();
		this.support.add(List.of("me", "CASEMAPPING=ascii", "x"));
		assertThat(this.support.isSame("Amy[", "amy{")).isFalse();
		assertThat(this.support.isSame("AMY", "amy")).isTrue();
		this.support.add(List.of("me", "CASEMAPPING=rfc1459-strict", "x"));
		assertThat(this.support.isSame("[]\\", "{}|")).isTrue();
		assertThat(this.support.isSame("^", "~")).isFalse();
	}

	@Test
	void knowsChannelsByTheirFirstCharacter() {
		assertThat(this.support.isChannel("#a")).isTrue();
		assertThat(this.support.isChannel("&a")).isTrue();
		assertThat(this.support.isChannel("@#a")).isFalse();
		this.support.add(List.of("me", "CHANTYPES=#", "STATUSMSG=@+", "x"));
		assertThat(this.support.isChannel("&a")).isFalse();
		assertThat(this.support.isChannel("@+#a")).isTrue();
		assertThat(this.support.isChannel("@")).isFalse();
		assertThat(this.support.isChannel("")).isFalse();
	}

	@Test
	void makesTheBestOfNonsense() {
		for (String token : List.of("PREFIX", "PREFIX=", "PREFIX=(ov)@", "PREFIX=)(", "PREFIX=ov", "CHANMODES=,,",
				"CHANMODES", "=", "-", "CASEMAPPING=")) {
			this.support.add(List.of("me", token, "x"));
			assertThat(this.support.kindOf('x')).isEqualTo(Support.ModeKind.FLAG);
			this.support.prefixOf('o');
		}
		this.support.add(List.of());
	}

}
