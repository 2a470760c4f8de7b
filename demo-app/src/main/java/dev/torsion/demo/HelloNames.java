package dev.torsion.demo;

import dev.torsion.mapping.NonBlocking;
import dev.torsion.names.DnsController;
import dev.torsion.names.DnsMapping;

import static org.xbill.DNS.Type.TXT;

/**
 * Names that code answers, inside a zone whose others are in the configuration.
 */
@DnsController
class HelloNames {

	private final Settings settings;

	HelloNames(Settings settings) {
		this.settings = settings;
	}

	@NonBlocking
	@DnsMapping(name = "{name}.hello.demo.test", type = TXT, ttl = 0)
	String hello(String name) {
		return this.settings.greeting() + ", " + name + "!";
	}

}
