package dev.torsion.web;

import org.junit.jupiter.api.Test;

import dev.torsion.ArchitectureRules;

class ArchitectureTests {

	@Test
	void keepsTheLaw() {
		ArchitectureRules.check();
	}

}
