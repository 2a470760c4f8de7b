package dev.torsion.words.moderation;

/**
 * Sanctions in memory.
 */
class MemorySanctionStoreTests extends SanctionStoreContract {

	private final MemorySanctionStore store = new MemorySanctionStore();

	@Override
	protected SanctionStore store() {
		return this.store;
	}

}
