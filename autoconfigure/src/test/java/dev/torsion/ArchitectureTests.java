package dev.torsion;

import org.junit.jupiter.api.Test;

class ArchitectureTests {

	@Test
	void keepsTheLaw() {
		ArchitectureRules.check();
	}

}
