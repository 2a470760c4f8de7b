package dev.torsion.words.history;

/**
 * Rooms in memory.
 */
class MemoryRoomStoreTests extends RoomStoreContract {

	private final MemoryRoomStore store = new MemoryRoomStore();

	@Override
	protected RoomStore store() {
		return this.store;
	}

}
