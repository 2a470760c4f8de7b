package dev.torsion.mail.store.maildir;

import java.nio.file.Path;

import dev.torsion.mail.store.MailStore;
import dev.torsion.mail.store.MailStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class MaildirStoreTests extends MailStoreContract {

	private final PoolLoop loop = new PoolLoop();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path work;

	@SuppressWarnings("NullAway.Init")
	private MailStore store;

	@BeforeEach
	void open() {
		this.store = new MaildirStore((owner) -> this.work.resolve(owner.domain()).resolve(owner.localPart()),
				this.loop, MaildirSettings.DEFAULTS);
	}

	@AfterEach
	void close() {
		this.loop.close();
	}

	@Override
	protected MailStore store() {
		return this.store;
	}

}
