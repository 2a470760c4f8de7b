package dev.torsion.net.autoconfigure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MachineName}.
 */
class MachineNameTests {

	@Test
	void isFoundOnAnyMachine() {
		assertThat(MachineName.find()).isNotBlank();
	}

}
