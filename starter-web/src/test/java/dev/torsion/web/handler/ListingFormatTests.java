package dev.torsion.web.handler;

import java.time.Instant;
import java.util.List;

import dev.torsion.files.FileEntry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListingFormatTests {

	private final FileEntry hostile = new FileEntry("\"><script>alert('é')</script>", false, 5, Instant.EPOCH, null);

	@Test
	void escapesNamesInHtml() {
		String html = ListingFormat.html("/<b>", List.of(this.hostile), false);
		assertThat(html).contains("&quot;&gt;&lt;script&gt;")
			.contains("href=\"./%22%3E%3Cscript%3Ealert%28%27%C3%A9%27%29%3C%2Fscript%3E\"")
			.contains("<title>/&lt;b&gt;/</title>")
			.contains("é")
			.doesNotContain("<script>");
	}

	@Test
	void linksANameThatLooksLikeAScheme() {
		FileEntry script = new FileEntry("javascript:alert(1)", false, 5, Instant.EPOCH, null);
		assertThat(ListingFormat.html("/", List.of(script), false)).contains("href=\"./javascript%3A");
	}

	@Test
	void escapesNamesInJson() {
		FileEntry odd = new FileEntry("a\"b\\c\u2028\ud800", true, 0, Instant.EPOCH, null);
		assertThat(ListingFormat.json(List.of(odd, this.hostile))).contains("\"a\\u0022b\\u005cc")
			.contains("\\ud800")
			.contains("\\u003cscript>")
			.contains("\"type\":\"directory\"")
			.contains("\"size\":5");
	}

	@Test
	void leadsUpFromBelowTheRootOnly() {
		assertThat(ListingFormat.html("/", List.of(), false)).doesNotContain("../");
		assertThat(ListingFormat.html("/a", List.of(), true)).contains("href=\"../\"");
	}

}
