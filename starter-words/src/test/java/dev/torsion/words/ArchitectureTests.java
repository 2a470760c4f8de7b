package dev.torsion.words;

import dev.torsion.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

	@Test
	void keepsTheLaw() {
		ArchitectureRules.check();
	}

}
