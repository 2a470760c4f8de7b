package dev.torsion.web.wire;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptTests {

	@ParameterizedTest
	@CsvSource(nullValues = "null", delimiter = '|', textBlock = """
			null                                     | true  | false | false
			*/*                                      | true  | false | false
			text/html                                | true  | true  | false
			text/html,application/xml;q=0.9,*/*;q=.8 | true  | true  | false
			application/json                         | false | false | true
			application/json, text/html;q=0.5        | true  | true  | true
			text/html;q=0                            | false | false | false
			image/*                                  | false | false | false
			TEXT/HTML                                | true  | true  | false
			application/json;q=abc                   | false | false | false
			""")
	void prefersWhatTheClientPrefers(String header, boolean html, boolean byName, boolean json) {
		assertThat(Accept.html(header)).isEqualTo(html);
		assertThat(Accept.htmlByName(header)).isEqualTo(byName);
		assertThat(Accept.jsonRatherThanHtml(header)).isEqualTo(json);
	}

}
